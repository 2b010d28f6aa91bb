using System.Globalization;
using Cer.Domain;
using Cer.Operations.Demo;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>The hours of a day in which to use energy, by a simple forecast.</summary>
/// <remarks>
/// What is given is what the same hour of the recent weeks gave, by as much more or less as the sun stands higher or lower;
/// what is taken is what the same hour of the same weekday took. It knows no weather.
/// </remarks>
public sealed class BestHours
{
    /// <summary>How far back it looks.</summary>
    public const int Days = 28;

    private const int FewestDays = 7;
    private const int MostHours = 6;

    // Within the weeks it looks back to, the height of the sun changes alike all over the country.
    private static readonly Place Italy = new(42.5, 12.5);

    private readonly ILookup<int, HourFigures> _given;
    private readonly ILookup<int, HourFigures> _taken;
    private readonly HashSet<int> _untold;
    private readonly int _days;

    /// <param name="hours">The hours of the weeks that went before.</param>
    /// <param name="isTold">Whether enough members are behind an hour that it may be told how much it is.</param>
    public BestHours(IReadOnlyCollection<HourFigures> hours, Func<HourFigures, bool>? isTold = null)
    {
        _untold = [.. hours.Where(hour => hour.Known > 0 && isTold?.Invoke(hour) is false).Select(hour => ClockOf(hour.Hour))];
        _given = hours.Where(hour => hour.Injected is not null).ToLookup(hour => ClockOf(hour.Hour));
        _taken = hours.Where(hour => hour.Withdrawn is not null).ToLookup(hour => ClockOf(hour.Hour));
        _days = hours.Where(hour => hour is { Injected: not null, Withdrawn: not null }).Select(hour => hour.Hour.Day).Distinct().Count();
    }

    /// <summary>Each hour of the day; empty while too few days are known to say anything.</summary>
    public IReadOnlyList<ForecastHour> Of(LocalDate day) => _days < FewestDays
        ? []
        : [.. MarketHour.Of(day).Select(hour =>
            new ForecastHour(hour, Given(hour), Taken(hour)) { IsTold = !_untold.Contains(ClockOf(hour)) })];

    /// <summary>The hours with the most to spare, in their order; none when nothing is to spare in any.</summary>
    public static IReadOnlyList<ForecastHour> Best(IReadOnlyList<ForecastHour> hours) =>
        [.. hours.Where(hour => hour.Surplus > 0).OrderByDescending(hour => hour.Surplus).Take(MostHours)
            .OrderBy(hour => hour.Hour.Start)];

    /// <summary>Such as 10:00–13:00, 14:00–15:00.</summary>
    public static string Words(IReadOnlyList<ForecastHour> best)
    {
        var spans = new List<(Instant From, Instant To)>();
        foreach (var hour in best)
        {
            if (spans.Count > 0 && spans[^1].To == hour.Hour.Start) spans[^1] = (spans[^1].From, hour.Hour.End);
            else spans.Add((hour.Hour.Start, hour.Hour.End));
        }

        return string.Join(", ", spans.Select(span => $"{Clock(span.From)}–{Clock(span.To)}"));
    }

    private static string Clock(Instant at) =>
        at.InZone(MarketHour.Rome).TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static int ClockOf(MarketHour hour) => hour.Start.InZone(MarketHour.Rome).Hour;

    private decimal Given(MarketHour hour)
    {
        var known = _given[ClockOf(hour)].ToArray();
        if (known.Length == 0) return 0;
        var mean = known.Average(one => one.Injected!.Value.KilowattHours);
        var then = known.Average(one => Height(one.Hour));
        // At night, and low down, what is given does not come from the sun.
        var factor = then < 0.05 ? 1 : Math.Clamp(Height(hour) / then, 0.5, 2);
        return Math.Round(mean * (decimal)factor, 3, MidpointRounding.AwayFromZero);
    }

    private decimal Taken(MarketHour hour)
    {
        var known = _taken[ClockOf(hour)].ToArray();
        HourFigures[] alike = [.. known.Where(one => one.Hour.Day.DayOfWeek == hour.Day.DayOfWeek)];
        if (alike.Length == 0) alike = known;
        return alike.Length == 0
            ? 0
            : Math.Round(alike.Average(one => one.Withdrawn!.Value.KilowattHours), 3, MidpointRounding.AwayFromZero);
    }

    private static double Height(MarketHour hour) =>
        Math.Max(0, Math.Sin(Sun.At(hour.Start + Duration.FromMinutes(30), Italy).Height * Math.PI / 180));
}
