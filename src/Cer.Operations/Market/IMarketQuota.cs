using NodaTime;

namespace Cer.Operations.Market;

/// <summary>Counts the calls of every node to the market's operator, so that its quotas hold.</summary>
public interface IMarketQuota
{
    /// <summary>Takes a place for one call; or says how long to wait for one, and takes none.</summary>
    Task<Duration> TakeAsync(CancellationToken cancellation);

    /// <summary>Notes the bytes that the last call of this node brought.</summary>
    Task CountAsync(int bytes, CancellationToken cancellation);
}
