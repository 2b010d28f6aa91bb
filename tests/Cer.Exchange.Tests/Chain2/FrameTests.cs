using System.Text;
using Cer.Domain.Metering;
using Cer.Exchange.Chain2;
using Cer.Exchange.Tests.UrbanDatasets;
using Cer.Exchange.UrbanDatasets;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Exchange.Tests.Chain2;

/// <summary>Frames of a Chain 2 device: the published samples, and what is made of each field.</summary>
public class FrameTests
{
    private static readonly RegisteredDevice Device = new(Samples.Pod("IT999E00000001"));
    private static readonly Instant End = Samples.At("2026-01-14T09:15:00Z");

    [Fact]
    public void A_consumers_quarter_is_taken_energy_in_watt_hours_that_ends_at_the_measure()
    {
        var lines = Judged(Frame("cf1-quarter-consumer.reconstructed"));
        Assert.Equal(
            [
                new Reading
                {
                    Pod = Device.Pod, Start = End - Minutes(15), Minutes = 15,
                    Withdrawn = Samples.Kwh(0.187m), WithdrawnTotal = Samples.Kwh(12345.678m),
                },
                // The quarter before: what its own frame had, 12345.678 less 0.187.
                new Reading
                {
                    Pod = Device.Pod, Start = End - Minutes(30), Minutes = 15,
                    Withdrawn = Samples.Kwh(0.176m), WithdrawnTotal = Samples.Kwh(12345.491m),
                },
            ],
            lines.Select(line => line.Reading));
        Assert.All(lines, line => Assert.Empty(line.Warnings));
    }

    [Fact]
    public void A_prosumers_quarter_tells_both_ways()
    {
        var reading = Judged(Frame("cf1-quarter-prosumer.reconstructed"))[0].Reading!;
        Assert.Equal(
            (Samples.Kwh(0.052m), Samples.Kwh(0.214m), Samples.Kwh(11000m), Samples.Kwh(500.214m)),
            (reading.Withdrawn!.Value, reading.Injected!.Value, reading.WithdrawnTotal!.Value, reading.InjectedTotal!.Value));
    }

    [Theory]
    [InlineData("CF101", "M2")]
    [InlineData("CF103", "M2")]
    public void A_frame_of_the_production_meter_tells_of_production(string type, string meter)
    {
        var reading = Judged(Read(Data(type, meter, "\"CurrQuartProdActEnergy\":4200,\"TotalProdActEnergy\":54325200")))[0].Reading!;
        Assert.Equal(
            (MeterRole.Production, Samples.Kwh(4.2m), Samples.Kwh(54325.2m)),
            (reading.Meter, reading.Produced!.Value, reading.ProducedTotal!.Value));
    }

    [Theory]
    [InlineData("\"currQuartActEnergy\":5", 5)]
    [InlineData("\"CurrQuartActEnergy\":\"5\"", 5)]
    [InlineData("\"CurrQuartActEnergy\":255", 255)]
    [InlineData("\"CurrQuartActEnergy\":5,\"CurrQuartInduttiveEnergy\":1,\"CurrQuartCapactiveEnergy\":2", 5)]
    [InlineData("\"CurrQuartActEnergy\":5,\"PrevQuartActEnergy\":\"Non Disponibile\"", 5)]
    [InlineData("\"CurrQuartActEnergy\":5,\"CurrQuartProdActEnergy\":65535,\"TotalActEnergy\":4294967295", 5)]
    public void Case_misspellings_and_unset_fields_are_read_as_they_are_meant(string fields, int wattHours)
    {
        var line = Assert.Single(Judged(Read(Data("CF3", "M1", fields))));
        Assert.Equal(Samples.Kwh(wattHours / 1000m), line.Reading!.Withdrawn);
        Assert.Null(line.Reading.Injected);
        Assert.Null(line.Reading.WithdrawnTotal);
    }

    [Fact]
    public void Two_spellings_of_one_field_are_one_field_told_twice() => Refused(
        "Payload.'currquartactenergy': found it twice", Read(Data("CF1", "M1", "\"CurrQuartActEnergy\":5,\"currquartactenergy\":5")));

    [Fact]
    public void A_measure_at_the_last_second_of_the_quarter_is_that_quarter()
    {
        var frame = Read(Data("CF1", "M1", "\"CurrQuartActEnergy\":5").Replace("1768382100", "1768382099", StringComparison.Ordinal));
        Assert.Equal(End - Minutes(15), Judged(frame)[0].Reading!.Start);
    }

    [Theory]
    [InlineData("\"CurrQuartActEnergy\":-5", "CurrQuartActEnergy: found '-5', expected zero or more")]
    [InlineData("\"CurrQuartActEnergy\":\"0,5\"", "found a comma in '0,5'")]
    [InlineData("\"CurrQuartActEnergy\":1e30", "CurrQuartActEnergy: found '1e30', expected at most 1000000 kWh")]
    [InlineData("\"TotalActEnergy\":5", "CurrQuartActEnergy: found none, expected the energy of the quarter")]
    [InlineData("\"CurrQuartActEnergy\":\"Non Disponibile\"", "CurrQuartActEnergy: found none")]
    public void An_energy_that_cannot_be_is_refused_with_a_sentence(string fields, string sentence) =>
        Assert.Contains(sentence, Refusal(Read(Data("CF1", "M1", fields))), StringComparison.Ordinal);

    [Theory]
    [InlineData("1768382107", "found 2026-01-14T09:15:07Z, expected the end of a quarter of an hour")]
    [InlineData("1768386600", "found a time still to come")]
    [InlineData("0", "found a time before the year 2000")]
    [InlineData("99999999999999999999", "expected a POSIX time in seconds")]
    [InlineData("\"Non Disponibile\"", "found none, expected a POSIX time in seconds")]
    public void A_measure_at_another_time_is_refused_with_a_sentence(string measure, string sentence) => Assert.Contains(
        sentence,
        Refusal(Read(Data("CF1", "M1", "\"CurrQuartActEnergy\":5").Replace("1768382100", measure, StringComparison.Ordinal))),
        StringComparison.Ordinal);

    [Fact]
    public void A_frame_of_production_from_the_meter_of_exchange_is_refused() => Assert.Equal(
        "Chain2Data.Meter: found M1 with CF101, expected M2", Refusal(Read(Data("CF101", "M1", "\"CurrQuartProdActEnergy\":5"))));

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{\"Chain2Data\":{\"Id\":", "not JSON")]
    [InlineData("[]", "expected an object with one member")]
    [InlineData("{}", "expected an object with one member")]
    [InlineData("{\"Other\":{}}", "found 'Other', expected Chain2Data, Chain2Info or Chain2State")]
    [InlineData("{\"Chain2Data\":5}", "Chain2Data: found another value, expected an object")]
    [InlineData("{\"Chain2Data\":{\"Id\":\"a\",\"Meter\":\"M3\"}}", "Chain2Data.Meter: found 'M3', expected M1 or M2")]
    [InlineData("{\"Chain2Data\":{\"Id\":\"a\",\"Meter\":\"M1\",\"Type\":\"CF1\"}}", "found no member 'Payload'")]
    [InlineData("{\"Chain2Data\":{\"Id\":\"a\",\"Meter\":\"M1\",\"Type\":7,\"Payload\":{}}}", "Chain2Data.Type: found none")]
    [InlineData("{\"Chain2Data\":{\"Id\":\"a\",\"Meter\":\"M1\",\"Type\":\"CF1\",\"Payload\":{\"a\":[]}}}", "found a list or an object")]
    [InlineData("{\"Chain2Data\":{\"Id\":\"\\ud800\",\"Meter\":\"M1\",\"Type\":\"CF1\",\"Payload\":{}}}", "half a character")]
    [InlineData("{\"Chain2Info\":{}}", "Chain2Info.Id: found none")]
    public void What_is_no_frame_is_refused_with_a_sentence(string text, string sentence) => Refused(sentence, Read(text));

    [Fact]
    public void A_text_that_is_too_long_or_not_utf8_is_refused()
    {
        Refused("expected at most 65536", Chain2Reader.Read(new byte[Chain2Reader.MostBytes + 1]));
        Refused("which is not UTF-8", Chain2Reader.Read(new byte[] { 0x7B, 0x22, 0xE0, 0x22 }));
        Refused("nested deeper", Read(new string('[', 5000)));
    }

    [Fact]
    public void Who_the_device_is_and_its_state_are_understood()
    {
        Assert.Equal(new Chain2Message.Info("c2g-000000000"), Chain2Reader.Read(Bytes("info.reconstructed")));
        Assert.IsType<Chain2Message.State>(Read("{\"Chain2State\":{\"Rssi\":-60}}"));
    }

    [Theory]
    [InlineData("cf5-daily.real-masked", "CF5")]
    [InlineData("cf10-monthly.real-masked", "CF10")]
    [InlineData("cf20-contract.real-masked", "CF20")]
    [InlineData("cf21-power-step.reconstructed", "CF21")]
    [InlineData("cf22-power-limit.reconstructed", "CF22")]
    [InlineData("cf23-outage.reconstructed", "CF23")]
    [InlineData("cf51-threshold-prosumer.reconstructed", "CF51")]
    public void Every_published_frame_is_read(string name, string type) => Assert.Equal(type, Frame(name).Type);

    [Fact]
    public void A_contract_gives_its_point_without_the_blanks_and_says_what_it_does_not_know()
    {
        var fields = Frame("cf20-contract.real-masked").Fields;
        Assert.Equal(("IT001E00000000", null, true), (fields.Text("POD"), fields.Text("Vendor"), fields.Has("Vendor")));
    }

    [Fact]
    public void Whatever_comes_is_read_or_refused_with_a_sentence() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        ArbMap.Default.ArbFor<int>(),
        (noise, place) =>
        {
            var frame = Bytes("cf1-quarter-prosumer.reconstructed");
            var at = Math.Abs(place % frame.Length);
            byte[] spoilt = [.. frame[..at], .. noise, .. frame[Math.Min(at + noise.Length, frame.Length)..]];
            return Chain2Reader.Read(spoilt) switch
            {
                Chain2Message.Refused refused => refused.Reason.Length is > 0 and < 400,
                Chain2Message.Frame { Content: { IsQuarter: true } content } =>
                    Chain2Quarters.TryOpen(content, Device, End, out _, out var refusal) || refusal.Length is > 0 and < 400,
                _ => true,
            };
        }).QuickCheckThrowOnFailure();

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);

    private static byte[] Bytes(string name) => Samples.Bytes($"chain2gate/{name}.json");

    private static Chain2Message Read(string text) => Chain2Reader.Read(Encoding.UTF8.GetBytes(text));

    private static Chain2Frame Frame(string name) =>
        Assert.IsType<Chain2Message.Frame>(Chain2Reader.Read(Bytes(name))).Content;

    private static string Data(string type, string meter, string fields) =>
        $"{{\"Chain2Data\":{{\"Id\":\"c2g-000000000\",\"Ts\":\"2026/01/14 09:15:18\",\"Meter\":\"{meter}\",\"Type\":\"{type}\","
        + $"\"Payload\":{{\"MeasurePosixTimestamp\":1768382100,{fields}}}}}}}";

    private static void Refused(string sentence, Chain2Message message) =>
        Assert.Contains(sentence, Assert.IsType<Chain2Message.Refused>(message).Reason, StringComparison.Ordinal);

    private static string Refusal(Chain2Message message)
    {
        Assert.False(Chain2Quarters.TryOpen(
            Assert.IsType<Chain2Message.Frame>(message).Content, Device, End + Minutes(60), out _, out var refusal));
        return refusal;
    }

    private static IReadOnlyList<LineVerdict> Judged(Chain2Message message) =>
        Judged(Assert.IsType<Chain2Message.Frame>(message).Content);

    private static IReadOnlyList<LineVerdict> Judged(Chain2Frame frame)
    {
        Assert.True(Chain2Quarters.TryOpen(frame, Device, End + Minutes(5), out var opened, out var refusal), refusal);
        return opened.Judge(Samples.Knowing(("c2g-000000000", "IT999E00000001")));
    }
}
