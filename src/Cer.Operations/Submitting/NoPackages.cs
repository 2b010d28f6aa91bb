using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>Stands where no maker of packages is installed, and says so.</summary>
public sealed class NoPackages : IPackageMaker
{
    public Task<PackageOutcome> MakeAsync(
        CommunityId community, YearMonth month, SubmissionKind kind, CancellationToken cancellation) =>
        Task.FromResult<PackageOutcome>(new PackageOutcome.Lacking(
            [$"Found nothing in this program that makes packages of the kind {kind.Word()}, expected one."]));
}
