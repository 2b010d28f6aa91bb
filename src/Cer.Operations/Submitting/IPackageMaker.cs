using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>Makes the files of a package from what is stored, checked before anybody gets them.</summary>
public interface IPackageMaker
{
    /// <param name="community">Whose.</param>
    /// <param name="month">Of which month.</param>
    /// <param name="kind">What for.</param>
    /// <param name="revision">From 1; a correction is the next.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<PackageOutcome> MakeAsync(
        CommunityId community, YearMonth month, SubmissionKind kind, int revision, CancellationToken cancellation);
}
