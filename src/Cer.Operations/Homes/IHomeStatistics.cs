using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>The long-term statistics of a Home Assistant.</summary>
public interface IHomeStatistics
{
    /// <summary>Sends hours; what is there of them is overwritten. They may be there only a while later.</summary>
    /// <exception cref="IOException">It is away, or will not have them.</exception>
    Task SendAsync(HomeSeries series, IReadOnlyList<HomeSumHour> hours, CancellationToken cancellation);

    /// <summary>The sums that are there, by series and beginning of the hour.</summary>
    /// <exception cref="IOException">It is away.</exception>
    Task<IReadOnlyDictionary<string, IReadOnlyDictionary<Instant, decimal>>> ReadAsync(
        IReadOnlyCollection<string> series, Interval span, CancellationToken cancellation);

    /// <summary>Takes whole series away.</summary>
    /// <exception cref="IOException">It is away, or will not.</exception>
    Task ClearAsync(IReadOnlyCollection<string> series, CancellationToken cancellation);
}
