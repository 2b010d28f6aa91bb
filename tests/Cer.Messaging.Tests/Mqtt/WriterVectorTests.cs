using System.Buffers;
using Cer.Messaging.Mqtt;
using Cer.Messaging.Mqtt.Wire;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>What we say, byte by byte, worked out by hand from section 3 of both specifications.</summary>
public class WriterVectorTests
{
    private static readonly MqttOptions Plain = new() { Host = "h", ClientId = "ab", KeepAlive = TimeSpan.FromSeconds(10) };

    [Fact]
    public void A_connection_of_3_1_1_says_protocol_level_flags_keep_alive_and_name() =>
        Written(MqttVersion.V311, "10 0E 0004 4D515454 04 02 000A 0002 6162",
            (packets, output) => packets.Connect(output, Plain with { Version = MqttVersion.V311 }));

    [Fact]
    public void A_connection_of_3_1_1_with_everything_keeps_the_order_will_user_password() =>
        Written(
            MqttVersion.V311,
            "10 1B 0004 4D515454 04 EC 003C 0002 6162 0001 77 0002 6279 0001 75 0001 70",
            (packets, output) => packets.Connect(output, Plain with
            {
                Version = MqttVersion.V311,
                CleanStart = false,
                KeepAlive = TimeSpan.FromMinutes(1),
                Will = new("w", "by"u8.ToArray(), MqttQos.AtLeastOnce, Retain: true),
                UserName = "u",
                Password = "p",
            }));

    [Fact]
    public void A_connection_of_5_asks_for_its_window_its_largest_packet_and_its_session() =>
        // 4 MiB and 128 KiB and a header of five: 0x420005.
        Written(
            MqttVersion.V5,
            "10 1C 0004 4D515454 05 00 000A 0D 11 0000003C 21 0014 27 00420005 0002 6162",
            (packets, output) => packets.Connect(output, Plain with
            {
                CleanStart = false,
                SessionExpiry = TimeSpan.FromMinutes(1),
                ReceiveMaximum = 20,
            }));

    [Fact]
    public void A_will_of_5_has_properties_of_its_own() =>
        Written(
            MqttVersion.V5,
            "10 23 0004 4D515454 05 06 000A 08 21 0014 27 00420005 0002 6162 05 18 00000005 0001 77 0001 78",
            (packets, output) => packets.Connect(output, Plain with
            {
                ReceiveMaximum = 20,
                Will = new("w", "x"u8.ToArray()) { Delay = TimeSpan.FromSeconds(5) },
            }));

    [Theory]
    [InlineData(MqttVersion.V311, "82 08 000A 0003 612F62 01")]
    [InlineData(MqttVersion.V5, "82 09 000A 00 0003 612F62 01")]
    public void A_subscription_names_filter_and_quality(MqttVersion version, string bytes) =>
        Written(version, bytes, (packets, output) => packets.Subscribe(output, 10, "a/b", MqttQos.AtLeastOnce));

    [Theory]
    [InlineData(MqttVersion.V311, "A2 07 000A 0003 612F62")]
    [InlineData(MqttVersion.V5, "A2 08 000A 00 0003 612F62")]
    public void An_end_of_a_subscription_names_the_filter(MqttVersion version, string bytes) =>
        Written(version, bytes, (packets, output) => packets.Unsubscribe(output, 10, "a/b"));

    [Theory]
    [InlineData(MqttVersion.V311, 0, false, "30 06 0003 612F62 78")]
    [InlineData(MqttVersion.V311, 1, true, "33 08 0003 612F62 000A 78")]
    [InlineData(MqttVersion.V5, 0, true, "31 07 0003 612F62 00 78")]
    [InlineData(MqttVersion.V5, 1, false, "32 09 0003 612F62 000A 00 78")]
    public void A_message_has_a_number_at_least_once_only(MqttVersion version, int qos, bool retain, string bytes) =>
        Written(version, bytes, (packets, output) => packets.Publish(
            output, new() { Topic = "a/b", Payload = "x"u8.ToArray(), Qos = (MqttQos)qos, Retain = retain }, 10));

    [Fact]
    public void A_message_of_5_carries_its_type_and_pairs() =>
        Written(
            MqttVersion.V5,
            "30 11 0001 61 0C 03 0002 6A73 26 0001 6B 0001 76 78",
            (packets, output) => packets.Publish(
                output,
                new() { Topic = "a", Payload = "x"u8.ToArray(), ContentType = "js", UserProperties = [new("k", "v")] },
                0));

    [Theory]
    [InlineData(MqttVersion.V311, 0x00, "40 02 1234")]
    [InlineData(MqttVersion.V311, 0x99, "40 02 1234")]
    [InlineData(MqttVersion.V5, 0x00, "40 02 1234")]
    [InlineData(MqttVersion.V5, 0x99, "40 03 1234 99")]
    public void An_acknowledgement_tells_a_reason_in_5_only(MqttVersion version, int reason, string bytes) =>
        Written(version, bytes, (packets, output) => packets.PubAck(output, 0x1234, (MqttReason)reason));

    [Theory]
    [InlineData(MqttVersion.V311, 0x00, "E0 00")]
    [InlineData(MqttVersion.V311, 0x82, "E0 00")]
    [InlineData(MqttVersion.V5, 0x00, "E0 00")]
    [InlineData(MqttVersion.V5, 0x82, "E0 01 82")]
    public void A_goodbye_tells_a_reason_in_5_only(MqttVersion version, int reason, string bytes) =>
        Written(version, bytes, (packets, output) => packets.Disconnect(output, (MqttReason)reason));

    [Fact]
    public void A_sign_of_life_is_two_bytes() =>
        Written(MqttVersion.V5, "C0 00", (packets, output) => packets.Ping(output));

    [Theory]
    // Section 2.2.3 of 3.1.1, table 2.4: where a length needs one byte more.
    [InlineData(127, "7F")]
    [InlineData(128, "8001")]
    [InlineData(16_383, "FF7F")]
    [InlineData(16_384, "808001")]
    [InlineData(2_097_151, "FFFF7F")]
    [InlineData(2_097_152, "80808001")]
    public void A_length_has_the_bytes_it_needs(int length, string bytes)
    {
        var output = new ArrayBufferWriter<byte>();
        new PacketWriter(MqttVersion.V311).Publish(output, new() { Topic = "a", Payload = new byte[length - 3] }, 0);
        Assert.Equal($"30{bytes}000161", Hex.Text(output.WrittenSpan[..(1 + (bytes.Length / 2) + 3)]));
        Assert.Equal(1 + (bytes.Length / 2) + length, output.WrittenCount);
    }

    [Fact]
    public void A_text_the_protocol_does_not_allow_is_refused_before_anything_is_written()
    {
        var output = new ArrayBufferWriter<byte>();
        var packets = new PacketWriter(MqttVersion.V5);
        foreach (var topic in new[] { "a\0b", "a\ud800b", new string('a', 65_536) })
            Assert.ThrowsAny<ArgumentException>(() => packets.Publish(output, new() { Topic = topic }, 0));
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void The_password_is_not_in_what_the_options_say_of_themselves() =>
        Assert.Equal("mqtt://h:1883 as 'ab'", (Plain with { UserName = "u", Password = "secret" }).ToString());

    private static void Written(MqttVersion version, string bytes, Action<PacketWriter, IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(new(version), output);
        Assert.Equal(Hex.Text(Hex.Bytes(bytes)), Hex.Text(output.WrittenSpan));
    }
}
