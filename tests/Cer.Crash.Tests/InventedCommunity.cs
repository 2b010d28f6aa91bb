using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Cer.Crash.Tests;

/// <summary>An invented community of 34 points and three roofs as a folder of the contract, always the same.</summary>
internal sealed class InventedCommunity
{
    public const string Code = "crash";
    public const int Points = 34;
    public const int Roofs = 3;

    private const int Members = 8;

    /// <summary>Midnight in Rome: the first of March 2025, a month with a change of the clock.</summary>
    public static readonly Instant Start = Instant.FromUtc(2025, 2, 28, 23, 0);

    /// <summary>The hours of that month, one less than usual.</summary>
    public const int Hours = (31 * 24) - 1;

    private InventedCommunity(string folder) => Folder = folder;

    public string Folder { get; }

    public int Rows { get; private set; }

    public long InjectedMicroKwh { get; private set; }

    public long WithdrawnMicroKwh { get; private set; }

    public static string Pod(int point) => string.Create(CultureInfo.InvariantCulture, $"IT999E{point + 1:00000000}");

    public static string Device(int point) => string.Create(CultureInfo.InvariantCulture, $"device-{point + 1:00}");

    /// <summary>An amount that looks random and is not, from 0 up to a bound.</summary>
    public static long Amount(int seed, int below)
    {
        // SplitMix64, the finishing steps: Steele, Lea, Flood, OOPSLA 2014.
        unchecked
        {
            var mixed = ((ulong)seed + 1) * 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (long)((mixed ^ (mixed >> 31)) % (ulong)below);
        }
    }

    /// <summary>Writes the folder, with as many readings as told, the points of an interval side by side.</summary>
    public static InventedCommunity Write(string folder, int rows, int minutes)
    {
        var community = new InventedCommunity(Directory.CreateDirectory(folder).FullName);
        File.WriteAllText(Path.Combine(folder, "community.yaml"), Definition());
        File.WriteAllText(Path.Combine(folder, "devices.csv"), Devices());
        File.WriteAllText(Path.Combine(folder, "prices.csv"), Prices());
        if (rows > 0) community.WriteReadings(rows, minutes);
        return community;
    }

    private void WriteReadings(int rows, int minutes)
    {
        using var file = new StreamWriter(Path.Combine(Folder, "readings.csv"));
        file.Write("pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\n");
        for (var row = 0; row < rows; row++)
        {
            var (point, start) = (row % Points, Start + Duration.FromMinutes((long)(row / Points) * minutes));
            var withdrawn = Amount(2 * row, 2_000_000);
            var injected = point < Roofs ? Amount((2 * row) + 1, 30_000_000) : (long?)null;
            var when = InstantPattern.General.Format(start);
            file.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{Pod(point)},,{when},{minutes},{Kwh(injected)},{Kwh(withdrawn)},measured\n"));
            InjectedMicroKwh += injected ?? 0;
            WithdrawnMicroKwh += withdrawn;
        }

        Rows = rows;
    }

    private static string Kwh(long? micro) => micro is { } amount
        ? string.Create(CultureInfo.InvariantCulture, $"{amount / 1_000_000}.{amount % 1_000_000:000000}")
        : "";

    private static string Definition()
    {
        var text = new StringBuilder("""
            name: Crash (inventata)
            configuration: CER
            constituted_on: 2024-03-01
            members:

            """);
        for (var member = 1; member <= Members; member++)
        {
            var category = member == 1 ? "local_authority" : "natural_person";
            Add($"  - {{id: m{member}, name: Membro inventato {member}, category: {category}}}\n");
        }

        text.Append("pods:\n");
        for (var point = 0; point < Points; point++)
            Add($"  - {{pod: {Pod(point)}, member: m{(point % Members) + 1}, from: 2024-03-01}}\n");
        text.Append("plants:\n");
        for (var roof = 0; roof < Roofs; roof++)
        {
            Add($"  - {{id: UP-{roof + 1}, pod: {Pod(roof)}, source: photovoltaic,\n");
            Add($"     market_zone: CNOR, fc_area: Centro, power_kw: {20 + roof},\n");
            Add($"     in_service: 2024-04-1{roof}, grant_percent: {20 * roof}}}\n");
        }

        return text.Append("""
            distribution:
              steps:
                - {fund: gestione, percent: 10}
                - {class: consumatori, rest: true, members: all, key: shared_hourly}
              surplus: {members: non_enterprises, key: shared_hourly, otherwise: fondo-sociale}

            """).ToString();

        void Add(FormattableString line) => text.Append(FormattableString.Invariant(line));
    }

    private static string Devices() => string.Concat(Enumerable.Range(0, Points)
        .Select(point => $"{Device(point)},{Pod(point)},M1,\n")
        .Prepend("device,pod,meter,plant\n"));

    private static string Prices() => string.Concat(Enumerable.Range(0, Hours)
        .Select(hour => (Start: Start + Duration.FromHours(hour), Price: Amount(hour, 20_000)))
        .Select(hour => (Start: InstantPattern.General.Format(hour.Start), hour.Price))
        .Select(hour => FormattableString.Invariant($"CNOR,{hour.Start},60,{hour.Price / 100}.{hour.Price % 100:00}\n"))
        .Prepend("zone,start,minutes,eur_per_mwh\n"));
}
