using Cer.Domain;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>Reads what the board is made from.</summary>
public interface IBoardStore
{
    /// <summary>The highest arrival of a reading of the days: unchanged while nothing came in for them.</summary>
    Task<long> StampAsync(CommunityId community, LocalDate from, LocalDate to, CancellationToken cancellation);

    /// <summary>Every revision of the readings of some points that start in the span: by point, start, unit, meter, revision.</summary>
    IAsyncEnumerable<BoardReading> ReadAsync(
        CommunityId community, IReadOnlyCollection<int> points, Interval span, CancellationToken cancellation);

    /// <summary>What energy was worth by the run that stands; without one nothing is known.</summary>
    Task<HourRates> RatesAsync(CommunityId community, MarketMonth month, CancellationToken cancellation);

    /// <summary>From when on quarter hours are kept; all are when null.</summary>
    Task<Instant?> KeptFromAsync(CancellationToken cancellation) => Task.FromResult<Instant?>(null);

    /// <summary>How many lines of the span wait in quarantine.</summary>
    Task<int> QuarantinedAsync(CommunityId community, Interval span, CancellationToken cancellation);
}
