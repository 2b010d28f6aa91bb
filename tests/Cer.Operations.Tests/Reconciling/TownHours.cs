using Cer.Domain;
using Cer.Operations.Demo;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>The invented town of 2025 by the hour, in micro-kWh, and the prices of two zones, as plain tables.</summary>
internal sealed class TownHours
{
    public const int Year = 2025;
    public const ulong Seed = 5;

    public static readonly TownHours Instance = new();

    private TownHours()
    {
        var (start, end) = (MarketHour.StartOf(new(Year, 1, 1)), MarketHour.StartOf(new(Year + 1, 1, 1)));
        First = start.ToUnixTimeSeconds() / 3600;
        Hours = (int)((end.ToUnixTimeSeconds() / 3600) - First);
        foreach (var curve in DemoTown.Between(start, end, Seed))
        {
            var (withdrawn, injected) = (new long[Hours], new long[Hours]);
            for (var quarter = 0; quarter < curve.WithdrawnWh.Count; quarter++)
            {
                withdrawn[quarter / 4] += curve.WithdrawnWh[quarter] * 1000;
                injected[quarter / 4] += curve.InjectedWh[quarter] * 1000;
            }

            Withdrawn[curve.Point.Pod.Code] = withdrawn;
            Injected[curve.Point.Pod.Code] = injected;
        }

        Cnor = [.. DemoPrices.Of(new(Year, 1, 1), new(Year, 12, 31), Seed).Select(price => price.EurPerMwh)];
        // Another zone, now dearer and now cheaper than the town's.
        Csud = [.. Cnor.Select((price, hour) => decimal.Round(price + (hour % 5 * 9m) - 14m, 2))];
    }

    public long First { get; }

    public int Hours { get; }

    public SortedDictionary<string, long[]> Withdrawn { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long[]> Injected { get; } = new(StringComparer.Ordinal);

    public decimal[] Cnor { get; }

    public decimal[] Csud { get; }
}
