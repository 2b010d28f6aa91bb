using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>The invented town, quarter by quarter; the same seed gives the same town, whatever span is asked.</summary>
internal static class DemoTown
{
    /// <summary>The curves of a span that begins and ends on a quarter.</summary>
    public static IReadOnlyList<DemoCurve> Between(Instant start, Instant end, ulong seed)
    {
        var town = new Chance(seed);
        var sky = new Sky(town.Of(-1));
        var quarters = new Quarter[(int)((end - start) / Quarter.Length)];
        var clearness = new double[quarters.Length];
        for (var i = 0; i < quarters.Length; i++)
        {
            quarters[i] = Quarter.StartingAt(start + (i * Quarter.Length));
            clearness[i] = sky.ClearnessAt(quarters[i].Start + (Quarter.Length / 2));
        }

        return
        [
            .. Magliano.Points.Select((point, number) => Curve(point, start, town.Of(number), quarters, clearness)),
        ];
    }

    public static IReadOnlyList<DemoCurve> Of(LocalDate day, ulong seed)
    {
        var span = MarketHour.SpanOf(day);
        return Between(span.Start, span.End, seed);
    }

    /// <summary>What the meters of a point show before they tell anything, in watt-hours.</summary>
    public static (long WithdrawnWh, long InjectedWh, long ProducedWh) TotalsBefore(int point, ulong seed)
    {
        var before = new Chance(seed).Of(point).Of(-2);
        var withdrawn = (long)before.Of(2).Between(1e6, 9e7);
        if (Magliano.Points[point].Roof is null) return (withdrawn, 0, 0);
        var injected = (long)before.Of(1).Between(1e6, 5e7);
        // A roof has made what it gave, and what was used behind the meter.
        return (withdrawn, injected, injected + (long)before.Of(3).Between(1e6, 3e7));
    }

    /// <summary>What the meter sees: of production less own use, the rest is given, the lack taken.</summary>
    private static DemoCurve Curve(
        DemoPoint point, Instant start, Chance chance, Quarter[] quarters, double[] clearness)
    {
        var injected = new long[quarters.Length];
        var withdrawn = new long[quarters.Length];
        var produced = new long[quarters.Length];
        var used = new long[quarters.Length];
        for (var i = 0; i < quarters.Length; i++)
        {
            used[i] = WattHours(point.Load.Kilowatts(quarters[i], chance));
            produced[i] = point.Roof is { } roof ? WattHours(roof.Kilowatts(quarters[i].Sun, clearness[i])) : 0;
            injected[i] = Math.Max(0, produced[i] - used[i]);
            withdrawn[i] = Math.Max(0, used[i] - produced[i]);
        }

        return new(point, start, injected, withdrawn, produced, used);
    }

    private static long WattHours(double kilowatts) => (long)Math.Round(kilowatts * 250);
}
