using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Scans of the papers that acts and delegations stand on.</summary>
public interface IPaperStore
{
    /// <summary>Keeps one, whole or not at all.</summary>
    Task<PaperOutcome> AddAsync(NewPaper paper, PaperLimits limits, CancellationToken cancellation);

    /// <summary>Those of an act (of all its members) or of a delegation; null when there is no such.</summary>
    Task<PaperList?> ListAsync(CommunityId community, PaperOwner owner, CancellationToken cancellation);

    /// <summary>Writes the bytes of one; null when there is none such, or they are no longer kept.</summary>
    Task<OpenedPaper?> ReadAsync(CommunityId community, int id, Stream output, CancellationToken cancellation);

    /// <summary>Takes the bytes of one away; false when there are none.</summary>
    Task<bool> RemoveAsync(CommunityId community, int id, string who, string why, Instant at, CancellationToken cancellation);
}
