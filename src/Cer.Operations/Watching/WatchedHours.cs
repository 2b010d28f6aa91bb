using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Watching;

/// <summary>The hours of some days of a community, gathered for the checks: a number for each series and hour.</summary>
internal sealed class WatchedHours
{
    private readonly long _first;
    private readonly Dictionary<(string Pod, string? Unit), Series> _all = [];

    private WatchedHours(IReadOnlyList<LocalDate> days)
    {
        Days = days;
        Span = new(MarketHour.StartOf(days[0]), MarketHour.StartOf(days[^1].PlusDays(1)));
        _first = Hour(Span.Start);
        Count = (int)(Hour(Span.End) - _first);
    }

    /// <summary>The days, in Rome, in order.</summary>
    public IReadOnlyList<LocalDate> Days { get; }

    public Interval Span { get; }

    /// <summary>How many hours.</summary>
    public int Count { get; }

    public static async Task<WatchedHours> ReadAsync(
        IHourStore hours, CommunityId community, IReadOnlyList<LocalDate> days, CancellationToken cancellation)
    {
        var watched = new WatchedHours(days);
        await foreach (var hour in hours.LatestAsync(community, watched.Span, cancellation)) watched.Add(hour);
        return watched;
    }

    /// <summary>What a point took, hour by hour.</summary>
    public Series? Withdrawn(string pod) => _all.GetValueOrDefault((pod, null));

    /// <summary>What a unit made, or gave where nobody measures what it makes, hour by hour.</summary>
    public Series? Made(ProductionUnit unit) => _all.GetValueOrDefault((unit.Pod, unit.Id));

    /// <summary>Where a day begins and ends among the hours.</summary>
    public (int From, int To) Of(LocalDate day) =>
        ((int)(Hour(MarketHour.StartOf(day)) - _first), (int)(Hour(MarketHour.StartOf(day.PlusDays(1))) - _first));

    public Instant At(int hour) => Instant.FromUnixTimeSeconds((_first + hour) * 3600);

    private static long Hour(Instant at) => at.ToUnixTimeSeconds() / 3600;

    private void Add(MeterHour hour)
    {
        var key = (hour.Pod.Code, hour.Unit);
        if (!_all.TryGetValue(key, out var series)) _all[key] = series = new(Count);
        var place = (int)(Hour(hour.Hour.Start) - _first);
        series.Given[place] = hour.Injected?.MicroKilowattHours ?? -1;
        series.Amounts[place] = (hour.Unit is null ? hour.Withdrawn : hour.Produced ?? hour.Injected)?.MicroKilowattHours ?? -1;
        series.IsGuessed[place] = hour.Quality is not (null or Quality.Measured);
    }

    /// <summary>A series, hour by hour; negative is not known.</summary>
    public sealed class Series(int count)
    {
        public long[] Amounts { get; } = Unknown(count);

        public long[] Given { get; } = Unknown(count);

        public bool[] IsGuessed { get; } = new bool[count];

        /// <summary>The sum of a span; null when an hour of it is not known.</summary>
        public long? Sum(int from, int to)
        {
            var sum = 0L;
            for (var i = from; i < to; i++)
            {
                if (Amounts[i] < 0) return null;
                sum += Amounts[i];
            }

            return sum;
        }

        public bool IsMeasured(int from, int to) => Array.IndexOf(IsGuessed, true, from, to - from) < 0;

        private static long[] Unknown(int count)
        {
            var amounts = new long[count];
            Array.Fill(amounts, -1);
            return amounts;
        }
    }
}
