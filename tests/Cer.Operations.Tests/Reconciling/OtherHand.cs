using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>A month as another hand computes it: plain loops over tables, none of the product's settlement in them.</summary>
internal sealed partial class OtherHand(int month)
{
    private const decimal TransmissionRate = 11.00m;

    public static readonly (string Up, string Pod, int Kw, LocalDate InService, bool Granted)[] Ups =
    [
        ("UP-SCUOLA", "IT999E00000101", 20, new(2024, 4, 10), false),
        ("UP-MUNICIPIO", "IT999E00000102", 40, new(2024, 6, 20), false),
        ("UP-LECCIO", "IT999E00000406", 6, new(2024, 10, 14), false),
        ("UP-PALESTRA", "IT999E00000103", 30, new(2025, 2, 3), true),
        ("UP-MAGAZZINO", "IT999E00000104", 15, new(2025, 3, 17), false),
        ("UP-OFFICINA", "IT999E00000505", 12, new(2025, 4, 28), false),
    ];

    private static readonly TownHours Town = TownHours.Instance;

    /// <summary>What GSE takes for the hours of points, where it is not what the meters told.</summary>
    public Dictionary<string, long[]> OtherWithdrawn { get; } = new(StringComparer.Ordinal);

    /// <summary>Points that are not counted, and from which day others are.</summary>
    public Dictionary<string, LocalDate?> CountedFrom { get; } = new(StringComparer.Ordinal);

    public decimal[] Prices { get; init; } = Town.Cnor;

    /// <summary>BASE and CAP of a unit in another bracket.</summary>
    public Dictionary<string, (decimal Base, decimal Cap)> Bracket { get; } = new(StringComparer.Ordinal);

    public bool NobodyExempt { get; init; }

    public bool CentsByTheHour { get; init; }

    public Dictionary<string, decimal> Kwh { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, decimal> FeedKwh { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, (decimal Shared, decimal Tip, decimal Cac)> Due { get; } = new(StringComparer.Ordinal);

    public int From => Place(new(TownHours.Year, month, 1));

    public int To => Place(new LocalDate(TownHours.Year, month, 1).PlusMonths(1));

    public static int Place(LocalDate day) => (int)((MarketHour.StartOf(day).ToUnixTimeSeconds() / 3600) - Town.First);

    public OtherHand Compute()
    {
        var sums = Ups.ToDictionary(up => up.Up, _ => (Shared: 0L, Tip: 0m, Cac: 0m));
        foreach (var pod in Town.Withdrawn.Keys)
        {
            if (!CountedFrom.TryGetValue(pod, out var from) || from is not null) Kwh[pod] = FeedKwh[pod] = 0m;
        }

        for (var hour = From; hour < To; hour++)
        {
            var (withdrawn, exempt) = (0L, 0L);
            foreach (var pod in Town.Withdrawn.Keys.Where(pod => Counts(pod, hour)))
            {
                var taken = Taken(pod, hour);
                withdrawn += taken;
                if (!NobodyExempt && (pod[11] is '1' or '2' or '3' or '6')) exempt += taken;
                Kwh[pod] += taken / 1_000_000m;
            }

            var active = Ups.Where(up => hour >= Place(up.InService) && Counts(up.Pod, hour)).ToArray();
            foreach (var up in active) FeedKwh[up.Pod] += Town.Injected[up.Pod][hour] / 1_000_000m;
            var shared = Math.Min(withdrawn, active.Sum(up => Town.Injected[up.Pod][hour]));
            var left = shared;
            // The incentivised energy of the hour that nobody reduces, in proportion to who took it.
            var spared = withdrawn == 0 ? 0m : decimal.Round((decimal)shared * exempt / withdrawn, 0, MidpointRounding.AwayFromZero);
            foreach (var up in active)
            {
                var part = Math.Min(Town.Injected[up.Pod][hour], left);
                left -= part;
                var (least, cap) = Bracket.GetValueOrDefault(up.Up, (80m, 120m));
                var tariff = Math.Min(cap, least + Math.Max(0m, 180m - Prices[hour])) + 4m;
                var kept = up.Granted ? Math.Min(part, spared) + ((part - Math.Min(part, spared)) * 0.5m) : part;
                var (tip, cac) = (kept * tariff / 1_000_000_000m, part * TransmissionRate / 1_000_000_000m);
                if (CentsByTheHour) (tip, cac) = (Cents(tip), Cents(cac));
                var sum = sums[up.Up];
                sums[up.Up] = (sum.Shared + part, sum.Tip + tip, sum.Cac + cac);
            }
        }

        foreach (var up in Ups.Where(up => Place(up.InService) < To))
            Due[up.Up] = (sums[up.Up].Shared / 1_000_000m, Cents(sums[up.Up].Tip), Cents(sums[up.Up].Cac));
        return this;
    }

    /// <summary>Instalments: P x 1050/12 x 0.6 x 104 EUR/MWh, half of it for the granted unit; and x 11.</summary>
    public static IEnumerable<(string Up, decimal Tip, decimal Cac)> Advances(int month)
    {
        foreach (var up in Ups.Where(up => up.InService < new LocalDate(TownHours.Year, month, 1).PlusMonths(1)))
        {
            var mwh = up.Kw * 1050m / 12m * 0.6m / 1000m;
            yield return (up.Up, Cents(mwh * 104m * (up.Granted ? 0.5m : 1m)), Cents(mwh * TransmissionRate));
        }
    }

    private long Taken(string pod, int hour) =>
        OtherWithdrawn.TryGetValue(pod, out var other) ? other[hour - From] : Town.Withdrawn[pod][hour];

    private bool Counts(string pod, int hour) =>
        !CountedFrom.TryGetValue(pod, out var from) || (from is { } day && hour >= Place(day));

    private static decimal Cents(decimal eur) => decimal.Round(eur, 2, MidpointRounding.AwayFromZero);
}
