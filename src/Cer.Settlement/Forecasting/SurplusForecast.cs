using Cer.Domain;
using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Settlement.Forecasting;

/// <summary>
/// What a community is expected to have left over in an hour: the mean of the same hour of the clock on days of the same kind
/// (working days, Saturdays, Sundays and holidays) in the last four weeks, times what the sun does more or less than it did then.
/// </summary>
/// <remarks>
/// Hours of which nothing is known are left out: they are not zero. The sun scales by at most <see cref="MostScale" />: near
/// dusk, where it gave next to nothing, the quotient says nothing any more.
/// </remarks>
public sealed class SurplusForecast
{
    public const int Weeks = 4;

    /// <summary>With fewer days nothing is foretold.</summary>
    public const int FewestDays = 14;

    /// <summary>With fewer hours of a kind nothing is foretold of that hour.</summary>
    public const int FewestHours = 2;

    public const double MostScale = 2;

    private readonly Dictionary<(int Clock, int Kind), (int Count, double Mean, double Sky)> _groups;
    private readonly Func<MarketHour, double> _sky;

    /// <param name="history">What is known; what lies outside of the four weeks is left alone.</param>
    /// <param name="before">The first day of which nothing is used.</param>
    /// <param name="sky">What a clear sky gives in an hour, by any measure.</param>
    public SurplusForecast(IEnumerable<SurplusHour> history, LocalDate before, Func<MarketHour, double> sky)
    {
        _sky = sky;
        var first = before.PlusDays(-7 * Weeks);
        SurplusHour[] used = [.. history.Where(one => one.Hour.Day >= first && one.Hour.Day < before)];
        Days = used.Select(one => one.Hour.Day).Distinct().Count();
        _groups = used.GroupBy(one => KeyOf(one.Hour)).ToDictionary(group => group.Key, group => Of([.. group]));
    }

    /// <summary>Of how many days something is known.</summary>
    public int Days { get; }

    public bool HasEnough => Days >= FewestDays;

    /// <summary>The hour's; null when too little is known.</summary>
    public Energy? Of(MarketHour hour)
    {
        if (!HasEnough || !_groups.TryGetValue(KeyOf(hour), out var group) || group.Count < FewestHours) return null;
        var scale = group.Sky > 0 ? Math.Min(_sky(hour) / group.Sky, MostScale) : 1;
        return Energy.FromMicroKilowattHours((long)Math.Round(Math.Clamp(group.Mean * scale, 0, 9e18)));
    }

    /// <summary>Every hour of a day of which something can be said.</summary>
    public IReadOnlyList<SurplusHour> Of(LocalDate day) =>
        [.. MarketHour.Of(day).Select(hour => (Hour: hour, Told: Of(hour))).Where(one => one.Told is not null)
            .Select(one => new SurplusHour(one.Hour, one.Told!.Value))];

    // Sums in an order that does not depend on the weeks' order: the amounts are whole numbers, the sun is sorted.
    private (int Count, double Mean, double Sky) Of(IReadOnlyCollection<SurplusHour> group) => (
        group.Count,
        (double)group.Aggregate((Int128)0, (sum, one) => sum + one.Surplus.MicroKilowattHours) / group.Count,
        group.Select(one => _sky(one.Hour)).Order().Sum() / group.Count);

    private static (int Clock, int Kind) KeyOf(MarketHour hour)
    {
        var start = hour.Start.InZone(MarketHour.Rome);
        return (start.Hour, WorkingDays.IsWorking(start.Date) ? 0 : start.DayOfWeek == IsoDayOfWeek.Saturday ? 1 : 2);
    }
}
