using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>A month of the invented town, quarter by quarter; the same seed gives the same month.</summary>
internal static class DemoMonth
{
    /// <summary>The last month that was over at an instant, in Rome.</summary>
    public static YearMonth LastBefore(Instant now)
    {
        var today = now.InZone(MarketHour.Rome).Date;
        return new LocalDate(today.Year, today.Month, 1).PlusMonths(-1).ToYearMonth();
    }

    public static IReadOnlyList<DemoCurve> Generate(YearMonth month, ulong seed)
    {
        var first = month.OnDayOfMonth(1);
        var start = MarketHour.StartOf(first);
        var length = (int)((MarketHour.StartOf(first.PlusMonths(1)) - start) / Quarter.Length);
        var town = new Chance(seed);
        var sky = new Sky(town.Of(-1));

        var quarters = new Quarter[length];
        var clearness = new double[length];
        for (var i = 0; i < length; i++)
        {
            quarters[i] = Quarter.StartingAt(start + (i * Quarter.Length));
            clearness[i] = sky.ClearnessAt(quarters[i].Start + (Quarter.Length / 2));
        }

        return [.. Magliano.Points.Select((point, number) => Curve(point, town.Of(number), quarters, clearness))];
    }

    /// <summary>What the meter sees: of production less own use, the rest is given, the lack taken.</summary>
    private static DemoCurve Curve(DemoPoint point, Chance chance, Quarter[] quarters, double[] clearness)
    {
        var injected = new long[quarters.Length];
        var withdrawn = new long[quarters.Length];
        var produced = new long[quarters.Length];
        for (var i = 0; i < quarters.Length; i++)
        {
            var used = WattHours(point.Load.Kilowatts(quarters[i], chance));
            produced[i] = point.Roof is { } roof ? WattHours(roof.Kilowatts(quarters[i].Sun, clearness[i])) : 0;
            injected[i] = Math.Max(0, produced[i] - used);
            withdrawn[i] = Math.Max(0, used - produced[i]);
        }

        var before = chance.Of(-2);
        return new(
            point,
            quarters[0].Start,
            injected,
            withdrawn,
            produced,
            point.Roof is null ? 0 : (long)before.Of(1).Between(1e6, 5e7),
            (long)before.Of(2).Between(1e6, 9e7));
    }

    private static long WattHours(double kilowatts) => (long)Math.Round(kilowatts * 250);
}
