using Cer.Domain;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>Street lights against the sun: what burned while it was up, and on how many days of late.</summary>
/// <remarks>
/// Nothing says where the lights stand but the market zone. An hour is one of sun when the sun stands above
/// <see cref="SitePlace.Slack" /> degrees from its beginning to its end, so that it is up wherever in the zone they are; it is a
/// dark one when the sun is below <see cref="ClearSky.Night" />. What lies between is dusk, and tells nothing.
/// </remarks>
/// <param name="Sun">What was taken in the hours of sun, micro-kWh.</param>
/// <param name="SunHours">How many hours of sun are known.</param>
/// <param name="Total">What was taken in all.</param>
/// <param name="DarkKw">The mean power in dark hours; null when none is known.</param>
/// <param name="Days">The last days, in order.</param>
public sealed record LightFigures(long Sun, int SunHours, long Total, decimal? DarkKw, IReadOnlyList<LightDay> Days)
{
    /// <summary>So many days are told one by one.</summary>
    public const int LastDays = 28;

    /// <summary>Fewer hours of sun in a day are a trial.</summary>
    public const int HoursOfTrial = 2;

    /// <summary>From so many days on something is stuck.</summary>
    public const int DaysOfFault = 3;

    /// <summary>They burn when they take this part of their mean power in the dark: less is what watches over them.</summary>
    public const decimal Burning = 0.3m;

    /// <summary>On how many of the last days they burned in the sun.</summary>
    public int LitDays => Days.Count(day => day.IsLit);

    public static LightFigures Of(IReadOnlyCollection<PointHour> hours, SitePlace place)
    {
        (PointHour Hour, bool Sun, bool Dark)[] told = [.. hours.Select(hour => Told(hour, place))];
        PointHour[] dark = [.. told.Where(one => one.Dark).Select(one => one.Hour)];
        decimal? mean = dark.Length == 0 ? null : (decimal)dark.Sum(hour => hour.Withdrawn) / dark.Length;
        var days = told.GroupBy(one => one.Hour.Start.InZone(MarketHour.Rome).Date)
            .OrderBy(day => day.Key)
            .TakeLast(LastDays)
            .Select(day => new LightDay(
                day.Key,
                day.Where(one => one.Sun).Sum(one => one.Hour.Withdrawn),
                day.Where(one => !one.Sun).Sum(one => one.Hour.Withdrawn),
                day.Count(one => one.Sun && one.Hour.Withdrawn > 0 && one.Hour.Withdrawn >= Burning * mean)));
        return new(
            told.Where(one => one.Sun).Sum(one => one.Hour.Withdrawn),
            told.Count(one => one.Sun),
            hours.Sum(hour => hour.Withdrawn),
            mean / 1_000_000m,
            [.. days]);
    }

    private static (PointHour Hour, bool Sun, bool Dark) Told(PointHour hour, SitePlace place)
    {
        var (from, to) = (SunElevation.At(hour.Start, place), SunElevation.At(hour.Start + Duration.FromHours(1), place));
        return (hour, Math.Min(from, to) >= SitePlace.Slack, Math.Max(from, to) <= ClearSky.Night);
    }
}
