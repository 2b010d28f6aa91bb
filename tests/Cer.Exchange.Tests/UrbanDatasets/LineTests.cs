using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;

namespace Cer.Exchange.Tests.UrbanDatasets;

public class LineTests
{
    // Worked by hand: text, unit, micro-kWh.
    public static readonly TheoryData<string, string, long> Whole = new()
    {
        { "0.187", "kilowattHour", 187_000 },
        { "187", "wattHour", 187_000 },
        { "0.000001", "kilowattHour", 1 },
        { "0.001", "wattHour", 1 },
        { "0.000000001", "megawattHour", 1 },
        { "1.870000000000000000000000000000", "kilowattHour", 1_870_000 },
        { "1.87e-1", "kilowattHour", 187_000 },
        { "187E-3", "kilowattHour", 187_000 },
        { "0.0187e+1", "kilowattHour", 187_000 },
        { "000.187", "kilowattHour", 187_000 },
        { " 0.187 ", "kilowattHour", 187_000 },
        { "0", "kilowattHour", 0 },
        { "-0.000", "kilowattHour", 0 },
        { "0e999999999999", "kilowattHour", 0 },
        { "1000000", "kilowattHour", 1_000_000_000_000 },
        // What a program writes that adds 0.1 and 0.2; a half goes to the even one.
        { "0.30000000000000004", "kilowattHour", 300_000 },
        { "0.299999999999999988897769753748434596", "kilowattHour", 300_000 },
        { "0.0000001", "kilowattHour", 0 },
        { "0.0000005", "kilowattHour", 0 },
        { "0.0000015", "kilowattHour", 2 },
        { "0.0000025", "kilowattHour", 2 },
        { "0.00000250000000000000000000000001", "kilowattHour", 3 },
        { "0.0000024999999999999999999999999", "kilowattHour", 2 },
        { "0.0006", "wattHour", 1 },
        { "187.0004", "wattHour", 187_000 },
        { "999999.9999995", "kilowattHour", 1_000_000_000_000 },
        { "1e-7", "kilowattHour", 0 },
        { "1e-999999999999999999999", "kilowattHour", 0 },
    };

    public static readonly TheoryData<string, string, string> NoEnergy = new()
    {
        { "1000000.000001", "kilowattHour", "expected at most 1000000 kWh" },
        { "1e999999999999999999999", "kilowattHour", "expected at most 1000000 kWh" },
        { "123456789012345678901234567890", "kilowattHour", "expected at most 1000000 kWh" },
        { "0,187", "kilowattHour", "found a comma" },
        { "1,000.5", "kilowattHour", "found a comma" },
        { "1 000", "kilowattHour", "expected a number with a decimal point" },
        { ".5", "kilowattHour", "expected a number with a decimal point" },
        { "5.", "kilowattHour", "expected a number with a decimal point" },
        { "+5", "kilowattHour", "expected a number with a decimal point" },
        { "0x10", "kilowattHour", "expected a number with a decimal point" },
        { "NaN", "kilowattHour", "expected a number with a decimal point" },
        { "١٢", "kilowattHour", "expected a number with a decimal point" },
        { "-1e-9", "kilowattHour", "expected zero or more" },
    };

    [Theory, MemberData(nameof(Whole))]
    public void A_value_becomes_whole_micro_kWh_and_what_is_finer_is_rounded(string text, string unit, long expected)
    {
        var message = InUnit(unit).With("WithdrawnActiveEnergy", text).With("WithdrawnActiveEnergyReading", null)
            .With("FeedInActiveEnergyReading", null).With("FeedInActiveEnergy", null);
        Assert.Equal(
            Energy.FromMicroKilowattHours(expected), Assert.Single(Samples.Examined(message).Stored()).Withdrawn);
    }

    [Theory, MemberData(nameof(NoEnergy))]
    public void A_value_that_is_no_energy_is_refused_with_the_reason(string text, string unit, string reason)
    {
        var line = Assert.Single(Samples.Examined(InUnit(unit).With("WithdrawnActiveEnergy", text)));
        Assert.Equal(LineFate.Refused, line.Fate);
        Assert.StartsWith("WithdrawnActiveEnergy: found", line.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, line.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_that_is_not_of_energy_makes_the_message_unusable() => Assert.Equal(
        "unitOfMeasure of WithdrawnActiveEnergy: found 'joule', expected kilowattHour, wattHour or megawattHour",
        Assert.IsType<MessageVerdict.Refused>(Samples.Verdict(InUnit("joule"))).Reason);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void The_energy_of_one_direction_that_is_missing_is_not_zero(string? value)
    {
        var reading = Assert.Single(Samples.Examined(Samples.OneQuarter().With("FeedInActiveEnergy", value)).Stored());
        Assert.Null(reading.Injected);
        Assert.Equal(Samples.Kwh(0.187m), reading.Withdrawn);
    }

    [Theory]
    [InlineData("UserDeviceID", "found no UserDeviceID")]
    [InlineData("PODID", "found no PODID")]
    public void What_a_line_must_have_is_missed_by_name(string name, string reason)
    {
        var line = Assert.Single(Samples.Examined(Samples.OneQuarter().With(name, " ")));
        Assert.Equal(LineFate.Refused, line.Fate);
        Assert.StartsWith(reason, line.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_any_energy_or_period_is_refused()
    {
        var bare = Samples.OneQuarter().With("FeedInActiveEnergy", null).With("WithdrawnActiveEnergy", null);
        Assert.StartsWith("found no energy", Assert.Single(Samples.Examined(bare)).Reason, StringComparison.Ordinal);
        var timeless = Samples.OneQuarter();
        timeless.Lines()[0]!.AsObject().Remove("period");
        Assert.StartsWith("found no period", Assert.Single(Samples.Examined(timeless)).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_told_twice_is_refused()
    {
        var message = Samples.OneQuarter();
        message.Lines()[0]!["property"]!.AsArray().Add(new JsonObject
        {
            ["name"] = "PODID",
            ["val"] = "IT999E00000001"
        });
        Assert.Equal("PODID: found it twice, expected it once", Assert.Single(Samples.Examined(message)).Reason);
    }

    [Theory]
    [InlineData("it999e00000001")]
    [InlineData(" IT999E00000001  ")]
    [InlineData("IT999E000000017")]
    public void A_POD_is_trimmed_raised_and_freed_of_its_control_character(string written) => Assert.Equal(
        Samples.Pod("IT999E00000001"),
        Assert.Single(Samples.Examined(Samples.OneQuarter().With("PODID", written)).Stored()).Pod);

    [Fact]
    public void A_device_that_nobody_registered_is_kept_apart_whole()
    {
        var line = Assert.Single(Samples.Examined(Samples.OneQuarter(), new MeterKnowledge()));
        Assert.Equal(LineFate.Quarantined, line.Fate);
        Assert.Equal("UserDeviceID: found 'c2g-0A1B2C3D4', expected a registered device", line.Reason);
        Assert.Equal(Samples.Kwh(0.187m), line.Reading!.Withdrawn);
    }

    [Fact]
    public void A_device_that_names_another_known_POD_is_kept_apart()
    {
        var line = Assert.Single(Samples.Examined(Samples.OneQuarter().With("PODID", "IT999E00000002")));
        Assert.Equal(LineFate.Quarantined, line.Fate);
        Assert.StartsWith("PODID: found another known POD", line.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_unit_behind_a_device_goes_with_its_reading()
    {
        var known = Samples.WideRegistry with
        {
            Devices = new Dictionary<string, RegisteredDevice>
            {
                ["c2g-0A1B2C3D4"] = new(Samples.Pod("IT999E00000001"), "UP-SCUOLA"),
            },
        };
        Assert.Equal("UP-SCUOLA", Assert.Single(Samples.Examined(Samples.OneQuarter(), known).Stored()).Unit);
    }

    [Fact]
    public void A_device_registered_for_the_generator_cannot_speak_for_the_exchange_with_the_grid()
    {
        var known = Samples.WideRegistry with
        {
            Devices = new Dictionary<string, RegisteredDevice>
            {
                ["c2g-0A1B2C3D4"] = new(Samples.Pod("IT999E00000001"), Only: MeterRole.Production),
            },
        };
        var line = Assert.Single(Samples.Examined(Samples.OneQuarter(), known));
        Assert.Equal(LineFate.Quarantined, line.Fate);
        Assert.StartsWith("found a reading of the exchange meter, expected", line.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_devices_that_disagree_about_one_meter_are_both_kept_apart()
    {
        var message = Twice();
        message.With("UserDeviceID", "second", 1).With("WithdrawnActiveEnergy", "0.188", 1);
        var known = Samples.Knowing(("c2g-0A1B2C3D4", "IT999E00000001"), ("second", "IT999E00000001"));
        var lines = Samples.Examined(message, known);
        Assert.All(lines, line => Assert.Equal(LineFate.Quarantined, line.Fate));
        Assert.Contains("of one meter in one quarter (lines 1, 2)", lines[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quarter_that_ends_five_minutes_ahead_is_believed_and_a_second_more_is_not()
    {
        Assert.Equal(LineFate.Stored, FateAt("2026-01-14T10:10:30+01:00"));
        Assert.Equal(LineFate.Refused, FateAt("2026-01-14T10:09:59+01:00", "2026-01-14T10:09:59"));

        static LineFate FateAt(string now, string? made = null)
        {
            var message = Samples.OneQuarter();
            if (made is not null) message.Context()["timestamp"] = made;
            return Assert.Single(Samples.Examined(message, now: Samples.At(now.Replace("+01:00", "+01",
                StringComparison.Ordinal)))).Fate;
        }
    }

    [Theory]
    [InlineData("1999-12-31T23:45:00", "2000-01-01T00:00:00")]
    [InlineData("2018-12-31T23:45:00", "2019-01-01T00:00:00")]
    [InlineData("0001-01-01T00:00:00", "0001-01-01T00:15:00")]
    public void A_quarter_of_another_century_is_refused(string start, string end)
    {
        var message = Samples.OneQuarter();
        message.Lines()[0]!["period"] = new JsonObject { ["start_ts"] = start, ["end_ts"] = end };
        Assert.EndsWith("expected the year 2019 or later", Assert.Single(Samples.Examined(message)).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_measure_time_that_cannot_be_read_is_only_a_warning()
    {
        var message = Samples.OneQuarter();
        message.Lines()[0]!["timestamp"] = "yesterday";
        var line = Assert.Single(Samples.Examined(message));
        Assert.Equal(LineFate.Stored, line.Fate);
        Assert.StartsWith("timestamp: found 'yesterday'", Assert.Single(line.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_that_is_not_of_a_user_device_is_refused_by_name()
    {
        var message = Samples.OneQuarter();
        message["UrbanDataset"]!["specification"]!["id"]!["value"] = "CounterReading-2.0";
        Assert.Equal(
            "specification.id.value: found 'CounterReading-2.0', "
            + "expected M1ElectricUserDevice-2.0 or M2ElectricUserDevice-2.0",
            Assert.IsType<MessageVerdict.Refused>(Samples.Verdict(message)).Reason);
    }

    [Theory]
    [InlineData("12345.491", null)] // the quarter before ended 0.187 kWh lower: agrees
    [InlineData("12345.489", null)] // 0.002 more: rounding
    [InlineData("12345.488", "rose by 0.190 kWh while the energy was 0.187 kWh")]
    [InlineData("12345.494", "rose by 0.184 kWh while the energy was 0.187 kWh")]
    [InlineData("12345.679", "quarantine")]
    public void The_stored_total_of_the_quarter_before_is_compared(string before, string? expected)
    {
        var line = Assert.Single(Samples.Examined(Samples.OneQuarter(), After(before, "2026-01-14T09:00:00Z")));
        if (expected == "quarantine") Assert.Equal(LineFate.Quarantined, line.Fate);
        else if (expected is null) Assert.Empty(line.Warnings);
        else Assert.Contains(expected, Assert.Single(line.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12000.000", false)] // other quarters may have filled the gap
    [InlineData("12345.600", true)] // the total rose by less than this quarter alone
    public void Across_a_gap_a_total_may_rise_by_more_than_was_told_but_not_by_less(string before, bool warned)
    {
        var line = Assert.Single(Samples.Examined(Samples.OneQuarter(), After(before, "2026-01-14T07:00:00Z")));
        Assert.Equal(LineFate.Stored, line.Fate);
        Assert.Equal(warned, line.Warnings.Count == 1);
    }

    [Theory]
    [InlineData("SCP-1_ChainTwoCloud-7_M1ElectricUserDevice-2.0_20260101000000", true)]
    [InlineData("SCP-1_ChainTwoCloud-7_M1ElectricUserDevice-2.0_20260101000000_roof", true)]
    [InlineData("SCP-1_ChainTwoCloud-7_M1ElectricUserDevice-2.0_20261301000000", false)]
    [InlineData("SCP-1_ChainTwoCloud_M1ElectricUserDevice-2.0_20260101000000", false)]
    [InlineData("SCP-1_ChainTwoCloud-7_M1ElectricUserDevice_20260101000000", false)]
    [InlineData("ChainTwoCloud-7_M1ElectricUserDevice-2.0_20260101000000", false)]
    [InlineData("", false)]
    public void A_resource_id_has_one_form(string text, bool good) =>
        Assert.Equal(good, ResourceId.TryParse(text, out _));

    [Theory]
    [InlineData("SCP-1_ChainTwoCloud-7_M2ElectricUserDevice-2.0_20260101000000", "specification.id.value")]
    [InlineData("SCP-1_ChainTwoCloud-8_M1ElectricUserDevice-2.0_20260101000000", "context.producer.id")]
    public void A_message_must_belong_to_its_collaboration(string text, string where)
    {
        Assert.True(ResourceId.TryParse(text, out var id));
        var read = Assert.IsType<UrbanDatasetOutcome.Read>(
            UrbanDatasetReader.Read(Samples.Bytes("samples/m1-one-device-one-quarter.json")));
        Assert.StartsWith(where + ": found", id.Disagreement(read.Message), StringComparison.Ordinal);
    }

    private static MeterKnowledge After(string withdrawn, string at) => Samples.WideRegistry with
    {
        Totals = new Dictionary<MeterKey, MeterTotals>
        {
            [new(Samples.Pod("IT999E00000001"), MeterRole.Exchange)] = new(Withdrawn: new TotalAt(
                Samples.At(at), Samples.Kwh(decimal.Parse(withdrawn,
                    System.Globalization.CultureInfo.InvariantCulture)))),
        },
    };

    private static JsonNode Twice()
    {
        var message = Samples.OneQuarter();
        message.Lines().Add(message.Lines()[0]!.DeepClone());
        return message;
    }

    private static JsonNode InUnit(string unit)
    {
        var message = Samples.OneQuarter();
        var definitions = message["UrbanDataset"]!["specification"]!["properties"]!["propertyDefinition"]!;
        foreach (var definition in definitions.AsArray())
        {
            var name = (string?)definition!["propertyName"];
            if (name is "WithdrawnActiveEnergy") definition["unitOfMeasure"] = unit;
        }

        return message;
    }
}
