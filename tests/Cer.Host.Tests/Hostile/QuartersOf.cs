using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Host.Tests.Hostile;

/// <summary>The smallest message of a device for any quarter of an hour.</summary>
internal static class QuartersOf
{
    private static readonly string Least = WithoutTotals();
    private static readonly DateTime Ends = new(2026, 1, 14, 10, 15, 0, DateTimeKind.Unspecified);

    /// <summary>The quarter that ends so many quarters before the sample's.</summary>
    public static byte[] Before(int quarters)
    {
        var end = Ends.AddMinutes(-15 * quarters);
        return Encoding.UTF8.GetBytes(Least
            .Replace("2026-01-14T10:15:21", Text(end.AddSeconds(21)), StringComparison.Ordinal)
            .Replace("2026-01-14T10:00:00", Text(end.AddMinutes(-15)), StringComparison.Ordinal)
            .Replace("2026-01-14T10:15:00", Text(end), StringComparison.Ordinal));
    }

    // Totals would have to grow with the quarters.
    private static string WithoutTotals()
    {
        var message = JsonNode.Parse(TestServer.File("samples/m1-minimal-no-property-definitions.json"))!;
        foreach (var line in message["UrbanDataset"]!["values"]!["line"]!.AsArray())
        {
            line!["property"]!.AsArray().RemoveAll(
                property => ((string)property!["name"]!).EndsWith("Reading", StringComparison.Ordinal));
        }

        return message.ToJsonString();
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
