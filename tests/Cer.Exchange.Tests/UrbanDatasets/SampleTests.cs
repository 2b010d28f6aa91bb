using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;
using NodaTime;

namespace Cer.Exchange.Tests.UrbanDatasets;

public class SampleTests
{
    private static readonly Instant Later = Samples.At("2026-12-31T00:00:00Z");

    public static TheoryData<string, int> Good => new()
    {
        { "m1-one-device-one-quarter", 1 },
        { "m1-minimal-no-property-definitions", 1 },
        { "m1-watt-hour-units", 1 },
        { "m1-three-devices-one-hour", 12 },
        { "m2-producer-one-hour", 4 },
        { "m1-dst-spring-92-quarters-fixed-offset", 92 },
        { "m1-dst-autumn-100-quarters-fixed-offset", 100 },
        { "m1-dst-autumn-part1-summer-offset", 12 },
        { "m1-dst-autumn-part2-winter-offset", 88 },
        { "timezone-spelling-offset", 1 },
        { "timezone-spelling-utc-plus-0100", 1 },
        { "timezone-spelling-utc-plus-1", 1 },
    };

    [Theory, MemberData(nameof(Good))]
    public void Every_line_of_a_good_sample_is_stored_without_a_warning(string name, int lines)
    {
        var verdicts = Samples.Examined($"samples/{name}.json", Samples.WideRegistry, Later);
        Assert.Equal(lines, verdicts.Stored().Length);
        Assert.All(verdicts, verdict => Assert.Empty(verdict.Warnings));
    }

    [Fact]
    public void One_quarter_is_read_as_it_stands() => Assert.Equal(
        new Reading
        {
            Pod = Samples.Pod("IT999E00000001"),
            Start = Samples.At("2026-01-14T09:00:00Z"),
            Minutes = 15,
            Injected = Samples.Kwh(0m),
            Withdrawn = Samples.Kwh(0.187m),
            InjectedTotal = Samples.Kwh(0m),
            WithdrawnTotal = Samples.Kwh(12345.678m),
        },
        Assert.Single(Stored("m1-one-device-one-quarter")));

    [Fact]
    public void A_production_meter_tells_of_production_and_nothing_else() => Assert.Equal(
        new Reading
        {
            Pod = Samples.Pod("IT999E00000009"),
            Meter = MeterRole.Production,
            Start = Samples.At("2026-01-14T09:00:00Z"),
            Minutes = 15,
            Produced = Samples.Kwh(4.2m),
            ProducedTotal = Samples.Kwh(54325.2m),
        },
        Stored("m2-producer-one-hour")[0]);

    [Theory]
    [InlineData("m1-watt-hour-units")]
    [InlineData("m1-minimal-no-property-definitions")]
    [InlineData("timezone-spelling-offset")]
    [InlineData("timezone-spelling-utc-plus-0100")]
    [InlineData("timezone-spelling-utc-plus-1")]
    public void The_same_reading_in_other_spellings_is_the_same_reading(string name) =>
        Assert.Equal(Stored("m1-one-device-one-quarter"), Stored(name));

    [Fact]
    public void The_autumn_day_in_one_message_or_in_two_gives_the_same_100_quarters()
    {
        var one = Stored("m1-dst-autumn-100-quarters-fixed-offset");
        Reading[] two = [.. Stored("m1-dst-autumn-part1-summer-offset"),
            .. Stored("m1-dst-autumn-part2-winter-offset")];
        Assert.Equal(one, two);
        Assert.Equal(Quarters("2026-10-24T22:00:00Z", 100), one.Select(reading => reading.Start));
    }

    [Fact]
    public void The_spring_day_gives_92_quarters_without_a_hole() => Assert.Equal(
        Quarters("2026-03-28T23:00:00Z", 92),
        Stored("m1-dst-spring-92-quarters-fixed-offset").Select(reading => reading.Start));

    [Fact]
    public void The_second_half_of_the_autumn_day_follows_the_totals_of_the_first()
    {
        var last = Stored("m1-dst-autumn-part1-summer-offset")[^1];
        var known = Samples.WideRegistry with
        {
            Totals = new Dictionary<MeterKey, MeterTotals>
            {
                [new(last.Pod, MeterRole.Exchange)] = new(
                    Withdrawn: new(last.Start + Duration.FromMinutes(15), last.WithdrawnTotal!.Value)),
            },
        };
        var verdicts = Samples.Examined("samples/m1-dst-autumn-part2-winter-offset.json", known, Later);
        Assert.All(verdicts, verdict => Assert.Empty(verdict.Warnings));
        Assert.Equal(88, verdicts.Stored().Length);
    }

    [Fact]
    public void The_push_request_holds_the_message_of_the_one_quarter()
    {
        var push = PushRequestReader.Read(Samples.Bytes("samples/push-request.json"));
        Assert.Equal("SCP-1_ChainTwoCloud-7_M1ElectricUserDevice-2.0_20260101000000", push.ResourceId);
        var message = Assert.IsType<UrbanDatasetOutcome.Read>(push.Dataset).Message;
        Assert.True(ResourceId.TryParse(push.ResourceId!, out var id));
        Assert.Null(id.Disagreement(message));
        Assert.True(OpenMessage.TryOpen(message, Later, out var opened, out _));
        Assert.Equal(Stored("m1-one-device-one-quarter"), opened.Judge(Samples.WideRegistry).Stored());
    }

    private static IEnumerable<Instant> Quarters(string first, int count) =>
        Enumerable.Range(0, count).Select(quarter => Samples.At(first) + Duration.FromMinutes(15 * quarter));

    private static Reading[] Stored(string name) =>
        Samples.Examined($"samples/{name}.json", Samples.WideRegistry, Later).Stored();
}
