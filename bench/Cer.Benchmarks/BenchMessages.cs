using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Cer.Benchmarks;

/// <summary>The usual samples as many gateways and devices would send them, hour after hour, totals growing along.</summary>
internal static class BenchMessages
{
    public const string Sample = "m1-three-devices-one-hour.json";
    public const string Least = "m1-minimal-no-property-definitions.json";

    private static readonly string ThreeText = Text(Sample);
    private static readonly string OneText = Text("m1-one-device-one-quarter.json");
    private static readonly string LeastText = Text(Least);

    // A total that stands still beside energy is warned of, and that takes longer.
    private const string LeastTotal = "12345.678";
    private const decimal LeastEnergy = 0.187m;

    private static readonly LocalDateTime MadeAt = new(2026, 1, 14, 10, 15, 21);
    private static readonly LocalDateTime EndsAt = new(2026, 1, 14, 10, 15, 0);

    private static readonly (string Device, string Point)[] Pairs =
    [
        .. Values(JsonNode.Parse(ThreeText)!, "UserDeviceID").Zip(Values(JsonNode.Parse(ThreeText)!, "PODID")).Distinct(),
    ];

    public static int Readings { get; } = Lines(JsonNode.Parse(ThreeText)!).Count();

    /// <summary>The three devices of a gateway, by names of their own.</summary>
    public static (string Device, string Point)[] DevicesOf(int gateway) =>
        [.. Pairs.Select((_, i) => (Invariant($"gw-{gateway:000}-{i}"), Invariant($"IT999E2{gateway:000}{i:0000}")))];

    /// <summary>A device that pushes for itself.</summary>
    public static (string Device, string Point) Single(int number) =>
        (Invariant($"dev-{number:00000}"), Invariant($"IT999E1{number:0000000}"));

    /// <summary>What a gateway of three devices sends for an hour.</summary>
    public static byte[] ThreeDevices(int gateway, int number)
    {
        var message = JsonNode.Parse(ThreeText)!;
        var context = message["UrbanDataset"]!["context"]!;
        context["timestamp"] = Later((string)context["timestamp"]!, number);
        var sums = new Dictionary<string, decimal>();
        foreach (var line in Lines(message))
        {
            foreach (var end in new[] { "start_ts", "end_ts" }) line["period"]![end] = Later((string)line["period"]![end]!, number);
            if (line["timestamp"] is { } at) line["timestamp"] = Later((string)at!, number);
            foreach (var (name, val) in Properties(line).Where(p => p.Name.EndsWith("ActiveEnergy", StringComparison.Ordinal)))
                sums[Key(line, name)] = sums.GetValueOrDefault(Key(line, name)) + decimal.Parse((string)val!, CultureInfo.InvariantCulture);
        }

        foreach (var line in Lines(message))
        {
            foreach (var property in line["property"]!.AsArray())
            {
                var name = (string)property!["name"]!;
                if (!name.EndsWith("ActiveEnergyReading", StringComparison.Ordinal)) continue;
                var total = decimal.Parse((string)property["val"]!, CultureInfo.InvariantCulture)
                    + (number * sums.GetValueOrDefault(Key(line, name[..^"Reading".Length])));
                property["val"] = total.ToString(CultureInfo.InvariantCulture);
            }
        }

        var text = message.ToJsonString();
        foreach (var (sample, own) in Pairs.Zip(DevicesOf(gateway)))
        {
            text = text.Replace(sample.Device, own.Device, StringComparison.Ordinal)
                .Replace(sample.Point, own.Point, StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(text);
    }

    public static byte[] OneQuarter(string device, string point) => Of(OneText, device, point);

    /// <summary>The smallest message that the protocol lets through.</summary>
    public static byte[] LeastQuarter(string device, string point, int number)
    {
        var (made, end) = (MadeAt.PlusMinutes(15 * (number - 100)), EndsAt.PlusMinutes(15 * (number - 100)));
        var total = Invariant($"{decimal.Parse(LeastTotal, CultureInfo.InvariantCulture) + (number * LeastEnergy):0.000}");
        return Of(
            LeastText.Replace(Text(MadeAt), Text(made), StringComparison.Ordinal)
                .Replace(Text(EndsAt.PlusMinutes(-15)), Text(end.PlusMinutes(-15)), StringComparison.Ordinal)
                .Replace(Text(EndsAt), Text(end), StringComparison.Ordinal)
                .Replace(LeastTotal, total, StringComparison.Ordinal),
            device,
            point);

        static string Text(LocalDateTime time) => LocalDateTimePattern.GeneralIso.Format(time);
    }

    private static byte[] Of(string sample, string device, string point) => Encoding.UTF8.GetBytes(sample
        .Replace("c2g-0A1B2C3D4", device, StringComparison.Ordinal)
        .Replace("IT999E00000001", point, StringComparison.Ordinal));

    private static string Key(JsonNode line, string name) => $"{Properties(line).First(p => p.Name == "UserDeviceID").Value} {name}";

    // From the first of January 2025 on, so that a year of hours is past.
    private static string Later(string time, int hours) => LocalDateTimePattern.GeneralIso.Format(
        LocalDateTimePattern.GeneralIso.Parse(time).Value.PlusDays(-378).PlusHours(hours));

    private static IEnumerable<JsonNode> Lines(JsonNode message) =>
        message["UrbanDataset"]!["values"]!["line"]!.AsArray().Select(line => line!);

    private static IEnumerable<(string Name, JsonNode? Value)> Properties(JsonNode line) =>
        line["property"]!.AsArray().Select(property => ((string)property!["name"]!, property["val"]));

    private static IEnumerable<string> Values(JsonNode message, string name) =>
        Lines(message).Select(line => (string)Properties(line).First(property => property.Name == name).Value!);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Text(string name) => File.ReadAllText(Path.Combine(BenchTown.Root, "tests/urbandataset/samples", name));
}
