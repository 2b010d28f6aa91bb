using System.Text;
using Cer.Exchange.UrbanDatasets;

namespace Cer.Exchange.Tests.UrbanDatasets;

/// <summary>The sixteen bad inputs, each with the verdict that bad/README.md asks for.</summary>
public class BadInputTests
{
    [Fact]
    public void Bad_01_a_message_cut_off_is_refused_whole() =>
        Assert.Contains("not JSON", Refused("01-malformed-json"), StringComparison.Ordinal);

    [Fact]
    public void Bad_02_an_impossible_POD_is_refused_and_an_unknown_one_is_quarantined()
    {
        var lines = Examined("02-wrong-pod");
        Verdicts(lines, LineFate.Refused, LineFate.Quarantined);
        Assert.StartsWith("PODID: found no POD", lines[0].Reason, StringComparison.Ordinal);
        Assert.StartsWith("PODID: found an unknown POD", lines[1].Reason, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.DoesNotContain("IT", line.Reason!.Replace("expected IT,", ""),
            StringComparison.Ordinal));
    }

    [Fact]
    public void Bad_03_negative_energy_is_refused_and_the_other_line_stored()
    {
        var lines = Examined("03-negative-energy");
        Verdicts(lines, LineFate.Refused, LineFate.Stored);
        Assert.Equal("WithdrawnActiveEnergy: found '-0.187', expected zero or more", lines[0].Reason);
        Assert.Equal(Samples.Kwh(0.214m), lines[1].Reading!.Injected);
    }

    [Fact]
    public void Bad_04_an_autumn_night_sent_twice_under_one_offset_is_quarantined_in_all_eight_lines()
    {
        var lines = Samples.Examined(
            "bad/04-dst-overlap-ambiguous.json", Samples.Registry, Samples.At("2026-10-25T12:00:00+01"));
        Verdicts(lines, [.. Enumerable.Repeat(LineFate.Quarantined, 8)]);
        Assert.Contains("2 different readings of one device in one quarter (lines 1, 5)", lines[4].Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_05_a_repeat_is_ignored_a_conflict_quarantined_and_the_other_line_stored() =>
        Verdicts(
            Examined("05-duplicate-line"),
            LineFate.Quarantined, LineFate.Stored, LineFate.Repeated, LineFate.Quarantined);

    [Fact]
    public void Bad_06_a_period_that_is_no_quarter_is_refused_never_spread()
    {
        var lines = Examined("06-period-not-15-min");
        Verdicts(lines, LineFate.Refused, LineFate.Refused);
        Assert.Equal("period: found 60 minutes, expected 15", lines[0].Reason);
        Assert.Contains("expected minute 00, 15, 30 or 45", lines[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_07_a_message_without_its_timestamp_is_refused_whole() => Assert.Equal(
        "UrbanDataset.context: found no member 'timestamp', expected one", Refused("07-missing-context-timestamp"));

    [Fact]
    public void Bad_08_a_member_that_the_schema_forbids_makes_the_message_invalid() => Assert.StartsWith(
        "UrbanDataset.values.line[2]: found a member 'extraKey'", Refused("08-unknown-property"),
            StringComparison.Ordinal);

    [Fact]
    public void Bad_08_without_the_forbidden_member_the_extra_property_is_ignored_with_a_warning()
    {
        var text = Encoding.UTF8.GetString(Samples.Bytes("bad/08-unknown-property.json"));
        var message = System.Text.Json.Nodes.JsonNode.Parse(text)!;
        message.Lines()[1]!.AsObject().Remove("extraKey");
        var lines = Samples.Examined(message, Samples.Registry);
        Verdicts(lines, LineFate.Stored, LineFate.Stored);
        Assert.Equal(
            ["found the property 'EnergiaSegreta', unknown to M1ElectricUserDevice-2.0: ignored"], lines[0].Warnings);
        Assert.Empty(lines[1].Warnings);
    }

    [Fact]
    public void Bad_09_a_huge_description_is_refused_by_its_size_alone()
    {
        Assert.Equal(
            "UrbanDataset.values.line[1].description: found 300000 bytes in a text, expected at most 2000",
            Refused("09-huge-description"));
        var bytes = Samples.Bytes("bad/09-huge-description.json");
        var before = GC.GetAllocatedBytesForCurrentThread();
        MessageExaminer.Examine(bytes, Samples.Clock, Samples.Registry);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Fact]
    public void Bad_10_a_text_that_is_not_UTF8_is_refused_whole() =>
        Assert.Equal("byte 4019: found E0, which is not UTF-8 there, expected UTF-8 text",
            Refused("10-not-utf8-latin1"));

    [Fact]
    public void Bad_11_a_message_from_the_future_is_refused_whole() => Assert.Equal(
        "context.timestamp: found a time still to come, expected one past", Refused("11-future-timestamps"));

    [Fact]
    public void Bad_12_a_total_that_falls_is_quarantined_and_books_no_energy()
    {
        var lines = Examined("12-totalizer-backwards");
        Verdicts(lines, LineFate.Stored, LineFate.Quarantined, LineFate.Quarantined);
        Assert.Equal(
            "Withdrawn: found a total of 12345.100 kWh after one of 12345.678 kWh, expected no less", lines[1].Reason);
        Assert.EndsWith("possibly a new meter, or one that was reset", lines[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_13_a_number_where_a_text_must_be_makes_the_message_invalid() => Assert.Equal(
        "UrbanDataset.values.line[2].property[5].val: found a number, expected a text", Refused("13-number-forms"));

    [Fact]
    public void Bad_13_with_the_number_as_text_the_comma_is_refused_never_read_as_187()
    {
        var text = Encoding.UTF8.GetString(Samples.Bytes("bad/13-number-forms.json")).Replace("0.052\n", "\"0.052\"\n",
            StringComparison.Ordinal);
        var lines = Assert.IsType<MessageVerdict.Examined>(
            MessageExaminer.Examine(Encoding.UTF8.GetBytes(text), Samples.Clock, Samples.Registry)).Lines;
        Verdicts(lines, LineFate.Refused, LineFate.Stored);
        Assert.Equal(
            "WithdrawnActiveEnergy: found a comma in '0,187', expected a number with a decimal point such as 0.187",
            lines[0].Reason);
    }

    [Fact]
    public void Bad_14_energy_that_disagrees_with_the_totalizer_is_stored_with_a_warning()
    {
        var lines = Examined("14-energy-disagrees-with-totalizer");
        Verdicts(lines, LineFate.Stored, LineFate.Stored);
        Assert.Empty(lines[0].Warnings);
        Assert.Equal(
            "Withdrawn: found a total that rose by 10.000 kWh while the energy was 0.190 kWh, "
            + "expected them to agree within 0.002 kWh: stored",
            Assert.Single(lines[1].Warnings));
    }

    [Fact]
    public void Bad_15_an_unknown_time_zone_makes_the_message_unusable() => Assert.Equal(
        "UrbanDataset.context: timeZone: found 'Mars/Olympus', expected an offset such as +01:00, UTC+1 or UTC",
        Refused("15-unknown-timezone"));

    [Fact]
    public void Bad_16_a_period_reversed_or_impossible_is_refused_line_by_line()
    {
        var lines = Examined("16-period-reversed-or-impossible");
        Verdicts(lines, LineFate.Refused, LineFate.Refused);
        Assert.StartsWith("period: found an end that is not behind its start", lines[0].Reason,
            StringComparison.Ordinal);
        Assert.StartsWith("period.start_ts: found '2026-02-30T10:00:00'", lines[1].Reason, StringComparison.Ordinal);
    }

    private static string Refused(string name) => Assert.IsType<MessageVerdict.Refused>(
        MessageExaminer.Examine(Samples.Bytes($"bad/{name}.json"), Samples.Clock, Samples.Registry)).Reason;

    private static IReadOnlyList<LineVerdict> Examined(string name) =>
        Samples.Examined($"bad/{name}.json", Samples.Registry, Samples.Clock);

    private static void Verdicts(IReadOnlyList<LineVerdict> lines, params LineFate[] expected)
    {
        Assert.Equal(expected, lines.Select(line => line.Fate));
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => line.Line));
        Assert.All(lines, line => Assert.Equal(line.Fate == LineFate.Stored, line.Reason is null));
        Assert.All(lines, line => Assert.Equal(line.Fate == LineFate.Refused, line.Reading is null));
    }
}
