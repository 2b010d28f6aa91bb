using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Operations.Demo;
using Cer.Operations.Tests.Reconciling;
using NodaTime;
using NodaTime.Text;

namespace Cer.Year.Tests;

/// <summary>The invented year as files of the contract, as an office would bring them.</summary>
internal static class YearFiles
{
    private static readonly TownHours Town = TownHours.Instance;

    /// <summary>Writes the contract, the rules, the prices and the readings; one point's first days of a month are halved.</summary>
    public static void Write(string folder, int early)
    {
        Directory.CreateDirectory(Path.Combine(folder, "rules"));
        File.WriteAllText(Path.Combine(folder, "community.yaml"), DemoCommunity.Contract);
        File.WriteAllText(
            Path.Combine(folder, "rules", DemoRules.Name(TownHours.Year)), DemoRules.Text(TownHours.Year, TownHours.Seed));
        using (var prices = Open(folder, "prices.csv", "zone,start,minutes,eur_per_mwh"))
        {
            for (var hour = 0; hour < Town.Hours; hour++)
            {
                prices.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CNOR,{Start(hour)},60,{Town.Cnor[hour]}"));
                prices.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CSUD,{Start(hour)},60,{Town.Csud[hour]}"));
            }
        }

        WriteProduction(folder);
        var (from, to) = EarlyHours(early);
        using var readings = Open(folder, "readings.csv", Readings);
        foreach (var (pod, withdrawn) in Town.Withdrawn)
        {
            // A roof gives nothing before it is in service.
            var roof = OtherHand.Ups.Where(up => up.Pod == pod).Select(up => (int?)OtherHand.Place(up.InService)).FirstOrDefault();
            for (var hour = 0; hour < Town.Hours; hour++)
            {
                var micro = pod == GseYear.Early.Pod && hour >= from && hour < to ? withdrawn[hour] / 2 : withdrawn[hour];
                readings.WriteLine(Row(pod, hour, roof is { } since ? (hour < since ? 0 : Town.Injected[pod][hour]) : null, micro));
            }
        }
    }

    /// <summary>What the roofs in service made in a month, by their curves: kWh.</summary>
    public static decimal ComputeProduced(int month)
    {
        var first = new LocalDate(TownHours.Year, month, 1);
        return DemoTown.Between(MarketHour.StartOf(first), MarketHour.StartOf(first.PlusMonths(1)), TownHours.Seed)
            .Where(curve => curve.Point.Roof is not null)
            .Sum(curve => curve.ProducedWh.Where((_, quarter) => InService(curve, quarter)).Sum()) / 1000m;
    }

    /// <summary>The production meters: which they are, and their quarters as the cloud of the devices sends them.</summary>
    private static void WriteProduction(string folder)
    {
        using (var devices = Open(folder, "devices.csv", "device,pod,meter,plant"))
            foreach (var point in Magliano.Points.Where(point => point.Roof is not null))
                devices.WriteLine($"{point.ProductionDevice},{point.Pod.Code},M2,");
        var (messages, meters) = (new DemoMessages(), new ProductionMeters(_ => 0));
        var end = new LocalDate(TownHours.Year + 1, 1, 1);
        for (var day = new LocalDate(TownHours.Year, 1, 1); day < end; day = day.PlusDays(Together))
        {
            var last = LocalDate.Min(day.PlusDays(Together), end);
            var curves = DemoTown.Between(MarketHour.StartOf(day), MarketHour.StartOf(last), TownHours.Seed);
            var lines = meters.Tell(curves).Where(line => InService(line.Point.Pod.Code, line.Start)).ToArray();
            var message = messages.Of(MarketHour.StartOf(last) + Duration.FromMinutes(2), lines);
            File.WriteAllBytes(Path.Combine(folder, $"produzione-{day:uuuu'-'MM'-'dd}.json"), message.Utf8.ToArray());
        }
    }

    private static bool InService(DemoCurve curve, int quarter) =>
        InService(curve.Point.Pod.Code, curve.Start + Duration.FromMinutes(15 * quarter));

    private static bool InService(string pod, Instant start) =>
        start >= MarketHour.StartOf(OtherHand.Ups.Single(up => up.Pod == pod).InService);

    /// <summary>Writes what of the month comes late; gives the file's path.</summary>
    public static string WriteLate(string folder, int month)
    {
        var (from, to) = EarlyHours(month);
        using var readings = Open(Directory.CreateDirectory(folder).FullName, "readings.csv", Readings);
        for (var hour = from; hour < to; hour++)
            readings.WriteLine(Row(GseYear.Early.Pod, hour, null, Town.Withdrawn[GseYear.Early.Pod][hour]));
        return Path.Combine(folder, "readings.csv");
    }

    /// <summary>The month as the other hand computes it on what had come when it was closed.</summary>
    public static OtherHand ComputeEarly(int month)
    {
        var hand = new OtherHand(month);
        hand.OtherWithdrawn[GseYear.Early.Pod] = [.. Town.Withdrawn[GseYear.Early.Pod][hand.From..hand.To]
            .Select((micro, hour) => hour < GseYear.Early.Days * 24 ? micro / 2 : micro)];
        return hand.Compute();
    }

    // Days in a message, so that six roofs stay below the most lines of one.
    private const int Together = 15;

    private const string Readings = "pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality";

    private static (int From, int To) EarlyHours(int month)
    {
        var from = OtherHand.Place(new(TownHours.Year, month, 1));
        return (from, from + (GseYear.Early.Days * 24));
    }

    private static string Row(string pod, int hour, long? injected, long withdrawn) => string.Create(
        CultureInfo.InvariantCulture, $"{pod},,{Start(hour)},60,{injected / 1_000_000m},{withdrawn / 1_000_000m},measured");

    private static string Start(int hour) => InstantPattern.General.Format(Instant.FromUnixTimeSeconds((Town.First + hour) * 3600));

    private static StreamWriter Open(string folder, string name, string header)
    {
        var file = new StreamWriter(Path.Combine(folder, name), false, new UTF8Encoding(false)) { NewLine = "\n" };
        file.WriteLine(header);
        return file;
    }
}
