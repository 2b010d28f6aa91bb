namespace Cer.Settlement.Watching;

/// <summary>Finds photovoltaic units that make little for the sun there was.</summary>
/// <remarks>
/// Our own rule. No weather is known, so the other units tell it: on a day when they reach half of what is usual for them,
/// half of its own usual is expected of each. A unit without others is held against the worst day it had before. Usual is
/// the median of the shares of the clear sky (<see cref="SunDay.Share" />) on the days before those that are looked at.
/// </remarks>
public static class WeakProduction
{
    /// <summary>With fewer known days before, nothing is usual yet.</summary>
    public const int LeastHistory = 7;

    /// <param name="units">The days of each unit, the same days for each, in order.</param>
    /// <param name="looked">How many days at the end are looked at.</param>
    /// <param name="share">Which part of the expected energy is too little, such as 0.5.</param>
    /// <param name="least">Micro-kWh below what is expected that are worth a word.</param>
    public static IReadOnlyList<WeakSpan> Find(IReadOnlyList<IReadOnlyList<SunDay>> units, int looked, decimal share, long least)
    {
        var before = units.Select(unit => Before(unit, looked)).ToArray();
        var usual = Array.ConvertAll(before, shares => shares.Count < LeastHistory ? null : Median.Of(shares));
        List<WeakSpan> found = [];
        for (var unit = 0; unit < units.Count; unit++)
            if (usual[unit] is > 0 && Look(unit) is { } weak) found.Add(weak);
        return found;

        WeakSpan? Look(int unit)
        {
            var days = units[unit];
            var (made, expected) = (0L, 0m);
            NodaTime.LocalDate? since = null;
            for (var day = Math.Max(0, days.Count - looked); day < days.Count; day++)
            {
                if (days[day].Share is null) continue;
                var due = days[day].Most * Math.Min(1, Expected(unit, day));
                (made, expected) = (made + days[day].Made!.Value, expected + due);
                if (days[day].Made < due * share) since ??= days[day].Day;
            }

            return since is { } first && made < expected * share && expected - made >= least
                ? new(unit, first, made, (long)expected)
                : null;
        }

        // The share of the clear sky that is expected of a unit on a day.
        decimal Expected(int unit, int day)
        {
            List<decimal> others = [];
            for (var other = 0; other < units.Count; other++)
                if (other != unit && usual[other] is > 0 and var its && units[other][day].Share is { } reached) others.Add(reached / its);
            return Median.Of(others) is { } weather ? weather * usual[unit]!.Value : before[unit].Min();
        }
    }

    private static List<decimal> Before(IReadOnlyList<SunDay> days, int looked) =>
        [.. days.SkipLast(looked).Select(day => day.Share).OfType<decimal>()];
}
