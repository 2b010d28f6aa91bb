using System.Globalization;
using System.Text.Json.Nodes;
using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;
using NodaTime;

namespace Cer.Exchange.Tests.UrbanDatasets;

/// <summary>A total that cannot be is kept apart alone: what comes after it is taken.</summary>
public class JumpTests
{
    private static readonly Instant First = Samples.At("2026-01-14T09:00:00Z");
    private static readonly MeterKey Meter = new(Samples.Pod("IT999E00000001"), MeterRole.Exchange);

    [Fact]
    public void A_total_that_leaps_further_than_any_plant_can_is_kept_apart_and_the_next_one_is_taken()
    {
        var lines = Examined(null, "1000", "9001", "1002", "1003");
        Assert.Equal([LineFate.Stored, LineFate.Quarantined, LineFate.Stored, LineFate.Stored], Fates(lines));
        Assert.Equal(
            "Withdrawn: found a total of 9001.000 kWh after one of 1000.000 kWh, expected at most 251.000 kWh more",
            lines[1].Reason);
    }

    [Fact]
    public void Energy_that_is_told_explains_a_rise_however_great()
    {
        var message = Message("1000", "9000");
        Set(message, 1, "WithdrawnActiveEnergy", "8000");
        Assert.Equal([LineFate.Stored, LineFate.Stored], Fates(Samples.Examined(message, null, Now)));
    }

    [Fact]
    public void After_one_total_too_high_the_fourth_that_agrees_with_those_before_it_is_believed()
    {
        // 200 kWh in a quarter can be; it was wrong.
        var lines = Examined(null, "1000", "1200", "1002", "1003", "1004", "1005", "1006");
        Assert.Equal(
            [
                LineFate.Stored, LineFate.Stored, LineFate.Quarantined, LineFate.Quarantined, LineFate.Quarantined,
                LineFate.Stored, LineFate.Stored,
            ],
            Fates(lines));
        Assert.Equal(
            "Withdrawn: found a total of 1005.000 kWh after one of 1200.000 kWh, expected no less, "
            + "but 4 in a row agree: they go on from here",
            Assert.Single(lines[5].Warnings));
        Assert.Empty(lines[6].Warnings);
    }

    [Fact]
    public void Totals_that_do_not_agree_among_themselves_are_never_believed()
    {
        var lines = Examined(null, "1000", "300", "200", "100", "50", "70", "60", "20");
        Assert.All(lines.Skip(1), line => Assert.Equal(LineFate.Quarantined, line.Fate));
    }

    [Fact]
    public void What_was_kept_apart_by_earlier_messages_counts_too()
    {
        var known = Samples.WideRegistry with
        {
            Totals = new Dictionary<MeterKey, MeterTotals>
            {
                [Meter] = new(Withdrawn: new TotalAt(First, Samples.Kwh(90_000m)))
                {
                    Apart = [Apart(0, 1000m), Apart(1, 1001m), Apart(1, 1001m), Apart(2, 1002m)],
                },
            },
        };
        var message = Message("1003");
        Move(message, 0, 3);
        var line = Assert.Single(Samples.Examined(message, known, Now));
        Assert.Equal((LineFate.Stored, 1), (line.Fate, line.Warnings.Count));
    }

    private static Instant Now => First + Duration.FromHours(6);

    private static IEnumerable<LineFate> Fates(IEnumerable<LineVerdict> lines) => lines.Select(line => line.Fate);

    private static Reading Apart(int quarter, decimal total) => new()
    {
        Pod = Meter.Pod,
        Start = First + Duration.FromMinutes(15 * quarter),
        Minutes = 15,
        Withdrawn = Samples.Kwh(1m),
        WithdrawnTotal = Samples.Kwh(total),
    };

    private static IReadOnlyList<LineVerdict> Examined(MeterKnowledge? known, params string[] totals) =>
        Samples.Examined(Message(totals), known, Now);

    /// <summary>A kWh in each quarter, and these totals.</summary>
    private static JsonNode Message(params string[] totals)
    {
        var message = Samples.OneQuarter().With("FeedInActiveEnergy", null).With("FeedInActiveEnergyReading", null);
        while (message.Lines().Count < totals.Length) message.Lines().Add(message.Lines()[0]!.DeepClone());
        for (var i = 0; i < totals.Length; i++)
        {
            Move(message, i, i);
            message.Lines()[i]!["id"] = i + 1;
            Set(message, i, "WithdrawnActiveEnergy", "1");
            Set(message, i, "WithdrawnActiveEnergyReading", totals[i]);
        }

        return message;
    }

    private static void Set(JsonNode message, int line, string name, string value) => message.With(name, value, line);

    private static void Move(JsonNode message, int line, int quarter)
    {
        var period = message.Lines()[line]!["period"]!;
        var start = new LocalDateTime(2026, 1, 14, 10, 0) + Period.FromMinutes(15 * quarter);
        (period["start_ts"], period["end_ts"]) = (Text(start), Text(start + Period.FromMinutes(15)));

        static string Text(LocalDateTime at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
