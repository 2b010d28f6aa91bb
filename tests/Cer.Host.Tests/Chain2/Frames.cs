using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;

namespace Cer.Host.Tests.Chain2;

/// <summary>Frames as a device would send them, made from the published ones.</summary>
internal static class Frames
{
    public const string Device = "c2g-0A1B2C3D4";

    /// <summary>The end of the quarter of the published CF1: 14 January 2026, 10:15 in Italy.</summary>
    public static readonly Instant End = Instant.FromUtc(2026, 1, 14, 9, 15);

    /// <summary>A published frame, as of the test's device, with its fields changed.</summary>
    public static byte[] Of(string name, params (string Field, JsonNode? Value)[] changes)
    {
        var frame = JsonNode.Parse(TestServer.File($"chain2gate/{name}.json"))!;
        frame["Chain2Data"]!["Id"] = Device;
        foreach (var (field, value) in changes) frame["Chain2Data"]!["Payload"]![field] = value?.DeepClone();
        return Encoding.UTF8.GetBytes(frame.ToJsonString());
    }

    /// <summary>A consumer's quarter, so many quarters after the published one; energies in Wh.</summary>
    public static byte[] Quarter(int after, int now, int before, long total) => Of(
        "cf1-quarter-consumer.reconstructed",
        ("MeasurePosixTimestamp", (End + Duration.FromMinutes(15 * after)).ToUnixTimeSeconds()),
        ("MessagePosixTimestamp", (End + Duration.FromMinutes(15 * after)).ToUnixTimeSeconds() + 20),
        ("CurrQuartActEnergy", now),
        ("PrevQuartActEnergy", before),
        ("TotalActEnergy", total));

    public static string Text(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
