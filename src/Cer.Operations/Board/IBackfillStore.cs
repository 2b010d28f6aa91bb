using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>Requests for data that did not come: only ever added to.</summary>
public interface IBackfillStore
{
    /// <summary>The requests of the last months, the newest first, at most so many.</summary>
    Task<IReadOnlyList<BackfillRequest>> ListAsync(
        CommunityId community, Instant now, int most, CancellationToken cancellation);

    /// <summary>Asks for a span; the number of the request.</summary>
    Task<long> AddAsync(
        CommunityId community,
        SeriesKey series,
        string? device,
        Instant from,
        Instant to,
        string who,
        Instant now,
        CancellationToken cancellation);
}
