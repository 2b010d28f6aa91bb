using System.Globalization;
using System.Text.Json;
using Cer.Operations.Demo;
using NodaTime;

namespace Cer.Operations.Tests.Demo;

public class DemoMessagesTests
{
    private static readonly IReadOnlyList<DemoCurve> Town = DemoMonth.Generate(new(2026, 10), seed: 1);
    private static readonly DemoMessage[] Messages = [.. DemoMessages.Of(Town)];

    [Fact]
    public void There_is_one_message_an_hour_with_a_line_for_each_point_and_quarter()
    {
        Assert.Equal(745, Messages.Length);
        Assert.All([Messages[0], Messages[^1]], message => Assert.Equal(4 * Town.Count, Lines(message).Length));
    }

    [Fact]
    public void No_two_messages_bear_the_same_time_even_in_the_hour_that_comes_twice() =>
        Assert.Equal(Messages.Length, Messages.Select(TimeOf).Distinct().Count());

    [Fact]
    public void A_total_is_the_last_one_and_the_energy_since()
    {
        Dictionary<string, decimal> before = [];
        foreach (var line in Messages.Take(30).SelectMany(Lines))
        {
            var properties = line.GetProperty("property").EnumerateArray()
                .ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("val").GetString()!);
            foreach (var name in new[] { "WithdrawnActiveEnergy", "FeedInActiveEnergy" })
            {
                if (!properties.TryGetValue(name, out var energy)) continue;
                var meter = $"{properties["PODID"]} {name}";
                var total = Number(properties[$"{name}Reading"]);
                if (before.TryGetValue(meter, out var last)) Assert.Equal(last + Number(energy), total);
                before[meter] = total;
            }
        }

        Assert.Equal(Town.Count + Town.Count(curve => curve.Point.Roof is not null), before.Count);
    }

    [Fact]
    public void Each_message_is_made_after_its_hour() => Assert.All(
        Messages.Zip(Enumerable.Range(0, 745)),
        pair => Assert.Equal(
            Town[0].Start + Duration.FromHours(pair.Second + 1) + Duration.FromSeconds(30), pair.First.Made));

    private static JsonElement[] Lines(DemoMessage message) =>
        [.. Root(message).GetProperty("values").GetProperty("line").EnumerateArray()];

    private static string TimeOf(DemoMessage message) =>
        Root(message).GetProperty("context").GetProperty("timestamp").GetString()!;

    private static JsonElement Root(DemoMessage message) =>
        JsonDocument.Parse(message.Utf8).RootElement.GetProperty("UrbanDataset");

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
