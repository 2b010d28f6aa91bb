using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Tests.UrbanDatasets;

/// <summary>The sample messages, the clock and the registry that their README assumes.</summary>
internal static class Samples
{
    public static readonly Instant Clock = At("2026-01-14T11:00:00+01");

    /// <summary>What bad/README.md assumes: two devices, nothing stored.</summary>
    public static readonly MeterKnowledge Registry = Knowing(
        ("c2g-0A1B2C3D4", "IT999E00000001"), ("c2g-0A1B2C3D5", "IT999E00000002"));

    /// <summary>Every device that a good sample names.</summary>
    public static readonly MeterKnowledge WideRegistry = Knowing(
        ("c2g-0A1B2C3D4", "IT999E00000001"), ("c2g-0A1B2C3D5", "IT999E00000002"),
        ("alfa-AA00BB11CC22", "IT999E00000003"), ("du-m2-000042", "IT999E00000009"));

    public static byte[] Bytes(string path) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "urbandataset", path));

    public static IReadOnlyList<LineVerdict> Examined(string path, MeterKnowledge known, Instant now) =>
        Assert.IsType<MessageVerdict.Examined>(MessageExaminer.Examine(Bytes(path), now, known)).Lines;

    public static IReadOnlyList<LineVerdict> Examined(JsonNode message, MeterKnowledge? known = null,
        Instant? now = null) =>
        Assert.IsType<MessageVerdict.Examined>(Verdict(message, known, now)).Lines;

    public static MessageVerdict Verdict(JsonNode message, MeterKnowledge? known = null, Instant? now = null) =>
        MessageExaminer.Examine(Encoding.UTF8.GetBytes(message.ToJsonString()), now ?? Clock, known ?? WideRegistry);

    public static Reading[] Stored(this IEnumerable<LineVerdict> lines) =>
        [.. lines.Where(line => line.Fate == LineFate.Stored).Select(line => line.Reading!)];

    public static JsonNode OneQuarter() => JsonNode.Parse(Bytes("samples/m1-one-device-one-quarter.json"))!;

    public static JsonNode Context(this JsonNode message) => message["UrbanDataset"]!["context"]!;

    public static JsonArray Lines(this JsonNode message) => message["UrbanDataset"]!["values"]!["line"]!.AsArray();

    /// <summary>Sets one property of a line, or removes it.</summary>
    public static JsonNode With(this JsonNode message, string name, string? value, int line = 0)
    {
        var properties = message.Lines()[line]!["property"]!.AsArray();
        var old = properties.FirstOrDefault(property => (string?)property!["name"] == name);
        if (old is not null) properties.Remove(old);
        if (value is not null) properties.Add(new JsonObject { ["name"] = name, ["val"] = value });
        return message;
    }

    public static MeterKnowledge Knowing(params (string Device, string Pod)[] devices) => new()
    {
        Devices = devices.ToDictionary(d => d.Device, d => new RegisteredDevice(Pod(d.Pod))),
        Points = devices.Select(d => Pod(d.Pod)).ToHashSet(),
    };

    public static Pod Pod(string code) => Cer.Domain.Pod.Parse(code, CultureInfo.InvariantCulture);

    public static Instant At(string text) => OffsetDateTimePattern.GeneralIso.Parse(text).Value.ToInstant();

    public static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);
}
