using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Cer.Operations.Demo;
using NodaTime;

namespace Cer.Operations.Tests.Demo;

public class DemoHistoryTests
{
    // Two months that are over and the first day of a third, until eleven in Rome.
    private static readonly Instant Now = Instant.FromUtc(2026, 4, 1, 9, 20);
    private static readonly DemoMessage[] Messages = Made(seed: 1);

    // The meter is changed on the fourteenth of the second month.
    private static readonly Instant Swap = Instant.FromUtc(2026, 3, 14, 9, 30);

    [Fact]
    public void Of_each_kind_of_meter_there_is_a_message_a_day_and_one_for_each_hour_of_today_and_two_come_later()
    {
        // Worked by hand: 28 + 31 days, 11 hours of today, the late day and the corrected one of the exchange meters.
        Assert.Equal((2 * (28 + 31 + 11)) + 2, Messages.Length);
        Assert.Equal(28 + 31 + 11, Messages.Count(IsProduction));
        Assert.Equal(Messages.Length, new DemoHistory(new(2026, 2), Now, 1).Count);
        Assert.Equal(Messages.Select(message => message.Made).Order(), Messages.Select(message => message.Made));
        // Time and collaboration are the identity of a message.
        Assert.Equal(Messages.Length, Messages.Select(message => (message.Made, Resource(message))).Distinct().Count());
    }

    [Fact]
    public void Every_quarter_of_every_point_is_told_but_those_that_are_lost_and_one_day_twice()
    {
        var points = Magliano.Points.Count;
        // By the clock: 28 days of 96 quarters, 31 less the hour that is skipped, 11 hours; lost are 2 days and 5 hours.
        var quarters = (28 * 96) + (31 * 96) - 4 + 44;
        Assert.Equal((quarters * points) - (2 * 96) - 20 + (3 * 96), Exchange.Sum(message => message.Lines));
        // The six production meters lose nothing.
        Assert.Equal(quarters * 6, Messages.Where(IsProduction).Sum(message => message.Lines));
    }

    [Fact]
    public void A_production_total_is_the_last_one_and_the_energy_since_and_never_begins_anew()
    {
        Dictionary<string, decimal> before = [];
        foreach (var (_, line) in Messages.Where(IsProduction).SelectMany(Lines))
        {
            var (pod, total) = (line["PODID"], Number(line["ProducedActiveEnergyReading"]));
            Assert.Equal($"c2g-0DF{pod[^6..]}", line["UserDeviceID"]);
            if (before.TryGetValue(pod, out var last)) Assert.Equal(last + Number(line["ProducedActiveEnergy"]), total);
            before[pod] = total;
        }

        Assert.Equal(6, before.Count);
    }

    [Fact]
    public void In_every_quarter_a_roof_makes_at_least_what_it_gives_and_by_its_totals_always_has()
    {
        var given = Exchange.SelectMany(Lines).Where(line => line.Properties.ContainsKey("FeedInActiveEnergyReading"))
            .ToDictionary(line => (line.Start, line.Properties["PODID"]), line => line.Properties);
        var made = Messages.Where(IsProduction).SelectMany(Lines).ToArray();
        Assert.Equal(given.Count, made.Length);
        foreach (var (start, line) in made)
        {
            var other = given[(start, line["PODID"])];
            Assert.InRange(Number(other["FeedInActiveEnergy"]), 0, Number(line["ProducedActiveEnergy"]));
            Assert.InRange(Number(other["FeedInActiveEnergyReading"]), 0, Number(line["ProducedActiveEnergyReading"]));
        }
    }

    [Fact]
    public void A_total_is_the_last_one_and_the_energy_since_and_begins_anew_with_a_new_meter()
    {
        Dictionary<string, decimal> before = [];
        var falls = 0;
        var swap = Exchange.Where(message => message.Made > Swap - Duration.FromDays(1)).Take(3);
        foreach (var line in swap.SelectMany(Lines).OrderBy(line => line.Start, StringComparer.Ordinal))
        {
            foreach (var name in new[] { "WithdrawnActiveEnergy", "FeedInActiveEnergy" })
            {
                if (!line.Properties.TryGetValue(name, out var energy)) continue;
                if (!line.Properties.TryGetValue($"{name}Reading", out var total)) continue;
                var meter = $"{line.Properties["PODID"]} {name}";
                if (before.TryGetValue(meter, out var last) && last + Number(energy) != Number(total))
                {
                    falls++;
                    Assert.Equal(Number(energy), Number(total));
                }

                before[meter] = Number(total);
            }
        }

        Assert.Equal(1, falls);
    }

    [Fact]
    public void The_same_seed_and_instant_give_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Hash(Messages), Hash(Made(seed: 1)));
        Assert.NotEqual(Hash(Messages), Hash(Made(seed: 2)));
    }

    [Fact]
    public void Nothing_goes_wrong_without_a_month_that_is_over()
    {
        var history = new DemoHistory(new(2026, 4), Now, 1);
        Assert.Equal(2 * 11, history.Messages().Count());
        Assert.Null(history.Events.SwapOn);
    }

    private static IEnumerable<DemoMessage> Exchange => Messages.Where(message => !IsProduction(message));

    private static bool IsProduction(DemoMessage message) =>
        Resource(message).Contains("_M2ElectricUserDevice-2.0_", StringComparison.Ordinal);

    // It stands first in a message: no need to read the whole.
    private static string Resource(DemoMessage message)
    {
        var json = new Utf8JsonReader(message.Utf8.Span);
        while (json.TokenType != JsonTokenType.String) json.Read();
        return json.GetString()!;
    }

    private static DemoMessage[] Made(ulong seed) => [.. new DemoHistory(new(2026, 2), Now, seed).Messages()];

    private static string Hash(DemoMessage[] messages) => Convert.ToHexString(
        SHA256.HashData(messages.SelectMany(message => message.Utf8.ToArray()).ToArray()));

    private static IEnumerable<(string Start, Dictionary<string, string> Properties)> Lines(DemoMessage message)
    {
        using var json = JsonDocument.Parse(message.Utf8);
        return
        [
            .. json.RootElement.GetProperty("dataset").GetProperty("UrbanDataset").GetProperty("values")
                .GetProperty("line").EnumerateArray().Select(line => (
                    line.GetProperty("period").GetProperty("start_ts").GetString()!,
                    line.GetProperty("property").EnumerateArray().ToDictionary(
                        p => p.GetProperty("name").GetString()!, p => p.GetProperty("val").GetString()!))),
        ];
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
