using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>Makes the files of a package from what is stored, checked before anybody gets them.</summary>
public interface IPackageMaker
{
    Task<PackageOutcome> MakeAsync(
        CommunityId community, YearMonth month, SubmissionKind kind, CancellationToken cancellation);
}
