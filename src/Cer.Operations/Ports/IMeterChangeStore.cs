using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Serials of meters that changed and that nobody has explained yet.</summary>
public interface IMeterChangeStore
{
    /// <summary>Those that wait, the newest first.</summary>
    Task<IReadOnlyList<MeterChange>> ListAsync(CommunityId community, int limit, CancellationToken cancellation);

    /// <summary>Puts one away: the meter is the same, or nothing has to be done; false when none of this number waits.</summary>
    Task<bool> PutAwayAsync(
        CommunityId community, int id, string reason, string author, Instant at, CancellationToken cancellation);
}
