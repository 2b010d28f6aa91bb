using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Exchange.Shelly;
using Cer.Exchange.Tests.UrbanDatasets;
using NodaTime;

namespace Cer.Exchange.Tests.Shelly;

/// <summary>What Shelly devices publish of their counters.</summary>
public class ShellyReaderTests
{
    [Fact]
    public void The_published_status_of_a_device_is_read_in_watt_hours()
    {
        var device = JsonNode.Parse(Samples.Bytes("shelly/shelly-pro-em-getstatus.real-masked.json"))!;
        Assert.Equal(
            new ShellyCounters("em1data:1", Wh(6_644_900), Wh(2_595_260), null),
            Assert.Single(Read(ShellyReader.ReadStatus(Bytes(device["em1data:1"]!.ToJsonString()), "em1data:1"))));
    }

    [Fact]
    public void A_notification_tells_its_counters_with_the_devices_time() => Assert.Equal(
        [
            new("em1data:0", Wh(1_500), Wh(0), Instant.FromUnixTimeMilliseconds(1_707_930_960_120)),
            new("emdata:0", Wh(7_000), null, Instant.FromUnixTimeMilliseconds(1_707_930_960_120)),
        ],
        Read(Notified("""
            {"src":"x","dst":"x/events","method":"NotifyStatus","params":{"ts":1707930960.12,"em1:0":{"act_power":5.5},
            "em1data:0":{"id":0,"total_act_energy":1.5,"total_act_ret_energy":0.0},"emdata:0":{"id":0,"total_act":7}}}
            """)));

    [Theory]
    [InlineData("""{"method":"NotifyEvent","params":{"ts":1,"events":[]}}""")]
    [InlineData("""{"method":"NotifyStatus","params":{"sys":{"uptime":5}}}""")]
    public void What_tells_of_no_counter_is_no_fault(string text) => Assert.Empty(Read(Notified(text)));

    [Fact]
    public void What_binary_fractions_leave_behind_the_micro_kilowatt_hour_is_cut_off() => Assert.Equal(
        Wh(6_644_900), Read(ShellyReader.ReadStatus(Bytes("""{"total_act_energy":6644.900000001}"""), "em1data:0"))[0].Forward);

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "found another value, expected an object")]
    [InlineData("{}", "method: found none")]
    [InlineData("""{"method":"NotifyStatus"}""", "params: found none")]
    [InlineData("""{"method":"NotifyStatus","params":{"em1data:0":{"total_act_energy":1}}}""", "params.ts: found none")]
    [InlineData("""{"method":"NotifyStatus","params":{"ts":null,"em1data:0":{"total_act_energy":1}}}""", "params.ts: found none")]
    [InlineData("""{"method":"NotifyStatus","params":{"ts":1,"em1data:0":{}}}""", "em1data:0: found no total_act_energy")]
    [InlineData("""{"method":"NotifyStatus","params":{"ts":1,"em1data:0":5}}""", "em1data:0: found another value")]
    [InlineData("""{"method":"NotifyStatus","params":{"ts":1,"em1data:0":{"total_act_energy":-1}}}""", "found '-1', expected Wh")]
    [InlineData("""{"method":"NotifyStatus","params":{"ts":1,"em1data:0":{"total_act_energy":"1"}}}""", "expected Wh")]
    [InlineData("""{"method":"NotifyStatus","params":{"ts":1,"em1data:0":{"total_act_energy":1e300}}}""", "expected Wh")]
    public void What_cannot_be_is_refused_with_a_sentence(string text, string sentence) => Assert.Contains(
        sentence, Assert.IsType<ShellyOutcome.Refused>(Notified(text)).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_text_that_is_too_long_is_refused() => Assert.Contains(
        "expected at most 65536",
        Assert.IsType<ShellyOutcome.Refused>(ShellyReader.ReadNotification(new byte[ShellyReader.MostBytes + 1])).Reason,
        StringComparison.Ordinal);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static ShellyOutcome Notified(string text) => ShellyReader.ReadNotification(Bytes(text));

    private static IReadOnlyList<ShellyCounters> Read(ShellyOutcome outcome) => Assert.IsType<ShellyOutcome.Read>(outcome).Counters;

    private static Energy Wh(long microKilowattHours) => Energy.FromMicroKilowattHours(microKilowattHours);
}
