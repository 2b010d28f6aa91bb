using System.Text;
using Cer.Messaging.Mqtt;
using Cer.Messaging.Mqtt.Wire;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>What a broker says, byte by byte, worked out by hand from section 3 of both specifications.</summary>
public class ReaderVectorTests
{
    [Theory]
    [InlineData("20 02 00 00", false, MqttReason.Success)]
    [InlineData("20 02 01 00", true, MqttReason.Success)]
    [InlineData("20 02 00 01", false, MqttReason.UnsupportedVersion)]
    [InlineData("20 02 00 02", false, MqttReason.ClientIdNotValid)]
    [InlineData("20 02 00 03", false, MqttReason.ServerUnavailable)]
    [InlineData("20 02 00 04", false, MqttReason.BadUserNameOrPassword)]
    [InlineData("20 02 00 05", false, MqttReason.NotAuthorized)]
    public void An_answer_to_the_connection_of_3_1_1_is_told_in_the_words_of_5(string bytes, bool session, MqttReason reason)
    {
        var answer = Read<Packet.ConnAck>(MqttVersion.V311, bytes);
        Assert.Equal((session, reason), (answer.SessionPresent, answer.Reason));
    }

    [Fact]
    public void An_answer_to_the_connection_of_5_brings_the_brokers_limits()
    {
        var answer = Read<Packet.ConnAck>(
            MqttVersion.V5,
            "20 1A 01 00 17 21 0014 22 000A 24 01 27 00010000 12 0002 6162 13 000F 2A 01");
        Assert.True(answer.SessionPresent);
        Assert.Equal(20u, answer.Properties.Number(Property.ReceiveMaximum));
        Assert.Equal(10u, answer.Properties.Number(Property.TopicAliasMaximum));
        Assert.Equal(1u, answer.Properties.Number(Property.MaximumQos));
        Assert.Equal(65_536u, answer.Properties.Number(Property.MaximumPacketSize));
        Assert.Equal("ab", answer.Properties.Text(Property.AssignedClientId));
        Assert.Equal(15u, answer.Properties.Number(Property.ServerKeepAlive));
        Assert.Equal(1u, answer.Properties.Number(Property.SharedAvailable));
    }

    [Fact]
    public void A_broker_that_speaks_only_3_1_1_says_so_in_its_own_form() =>
        Assert.Equal(MqttReason.UnsupportedVersion, Read<Packet.ConnAck>(MqttVersion.V5, "20 02 00 01").Reason);

    [Theory]
    [InlineData(MqttVersion.V311, "30 06 0003 612F62 78", MqttQos.AtMostOnce, 0, false, false)]
    [InlineData(MqttVersion.V311, "3B 08 0003 612F62 000A 78", MqttQos.AtLeastOnce, 10, true, true)]
    [InlineData(MqttVersion.V5, "31 07 0003 612F62 00 78", MqttQos.AtMostOnce, 0, false, true)]
    [InlineData(MqttVersion.V5, "3A 09 0003 612F62 FFFF 00 78", MqttQos.AtLeastOnce, 65_535, true, false)]
    public void A_message_has_topic_payload_and_flags(
        MqttVersion version, string bytes, MqttQos qos, int id, bool duplicate, bool retain)
    {
        var message = Read<Packet.Publish>(version, bytes).Message;
        Assert.Equal("a/b", message.Topic);
        Assert.Equal("x", Encoding.ASCII.GetString(message.Payload.Span));
        Assert.Equal((qos, id, duplicate, retain), (message.Qos, message.PacketId, message.Duplicate, message.Retain));
    }

    [Fact]
    public void A_message_of_5_brings_its_type_and_pairs_in_their_order()
    {
        var message = Read<Packet.Publish>(
            MqttVersion.V5,
            "30 25 0001 61 1F 01 01 02 00000E10 03 0002 6A73 0B 8001 0B 05 26 0001 6B 0001 76 26 0001 6B 0001 77 78 79").Message;
        Assert.Equal("js", message.ContentType);
        Assert.Equal([new("k", "v"), new("k", "w")], message.UserProperties);
        Assert.Equal("xy", Encoding.ASCII.GetString(message.Payload.Span));
    }

    [Theory]
    [InlineData(MqttVersion.V311, "40 02 1234", MqttReason.Success, null)]
    [InlineData(MqttVersion.V5, "40 02 1234", MqttReason.Success, null)]
    [InlineData(MqttVersion.V5, "40 03 1234 10", MqttReason.NoMatchingSubscribers, null)]
    [InlineData(MqttVersion.V5, "40 09 1234 97 05 1F 0002 6E6F", MqttReason.QuotaExceeded, "no")]
    public void An_acknowledgement_may_leave_out_success(MqttVersion version, string bytes, MqttReason reason, string? text)
    {
        var answer = Read<Packet.PubAck>(version, bytes);
        Assert.Equal((0x1234, reason), (answer.PacketId, answer.Reason));
        Assert.Equal(text, answer.Properties.Text(Property.ReasonText));
    }

    [Theory]
    [InlineData(MqttVersion.V311, "90 03 000A 01", MqttReason.GrantedAtLeastOnce)]
    [InlineData(MqttVersion.V311, "90 03 000A 80", MqttReason.Unspecified)]
    [InlineData(MqttVersion.V5, "90 04 000A 00 00", MqttReason.Success)]
    [InlineData(MqttVersion.V5, "90 04 000A 00 87", MqttReason.NotAuthorized)]
    public void A_subscription_is_granted_or_refused(MqttVersion version, string bytes, MqttReason reason) =>
        Assert.Equal(reason, Read<Packet.SubAck>(version, bytes).Reason);

    [Theory]
    [InlineData(MqttVersion.V311, "B0 02 000A", MqttReason.Success)]
    [InlineData(MqttVersion.V5, "B0 04 000A 00 11", MqttReason.NoSubscriptionExisted)]
    public void An_end_of_a_subscription_is_answered(MqttVersion version, string bytes, MqttReason reason) =>
        Assert.Equal(reason, Read<Packet.UnsubAck>(version, bytes).Reason);

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public void A_sign_of_life_is_answered(MqttVersion version) => Read<Packet.PingResponse>(version, "D0 00");

    [Theory]
    [InlineData("E0 00", MqttReason.Success)]
    [InlineData("E0 01 8E", MqttReason.SessionTakenOver)]
    [InlineData("E0 07 8B 05 1F 0002 6E6F", MqttReason.ServerShuttingDown)]
    public void A_goodbye_of_5_tells_why(string bytes, MqttReason reason) =>
        Assert.Equal(reason, Read<Packet.Disconnect>(MqttVersion.V5, bytes).Reason);

    [Theory]
    [InlineData("00 00", MqttReason.ProtocolError)] // no such type
    [InlineData("10 00", MqttReason.ProtocolError)] // a client's packet
    [InlineData("82 00", MqttReason.ProtocolError)]
    [InlineData("F0 00", MqttReason.ProtocolError)] // authentication, which was not offered
    [InlineData("50 02 0001", MqttReason.ProtocolError)] // quality 2: received
    [InlineData("62 02 0001", MqttReason.ProtocolError)] // quality 2: release
    [InlineData("34 05 0001 61 0001", MqttReason.ProtocolError)] // quality 2
    [InlineData("36 05 0001 61 0001", MqttReason.MalformedPacket)] // quality 3
    [InlineData("38 03 0001 61", MqttReason.MalformedPacket)] // duplicate at most once
    [InlineData("41 02 0001", MqttReason.MalformedPacket)] // flags
    [InlineData("D1 00", MqttReason.MalformedPacket)]
    [InlineData("D0 01 00", MqttReason.MalformedPacket)] // bytes after the end
    [InlineData("30 80 80 80 80 01", MqttReason.MalformedPacket)] // a length of five bytes
    [InlineData("30 83 00 0001 61", MqttReason.MalformedPacket)] // a length longer than it needs to be
    [InlineData("30 FF FF FF 7F", MqttReason.PacketTooLarge)] // refused before it is there
    [InlineData("40 FF FF 7F", MqttReason.PacketTooLarge)] // an answer of 2 MiB
    [InlineData("40 02 0000", MqttReason.MalformedPacket)] // number 0
    [InlineData("32 06 0001 61 0000 78", MqttReason.MalformedPacket)]
    [InlineData("30 02 0000", MqttReason.TopicNameInvalid)] // no topic
    [InlineData("30 05 0003 612F2B", MqttReason.TopicNameInvalid)] // a wildcard
    [InlineData("30 05 0003 612F23", MqttReason.TopicNameInvalid)]
    [InlineData("30 03 0001 00", MqttReason.MalformedPacket)] // the character zero
    [InlineData("30 04 0002 C080", MqttReason.MalformedPacket)] // zero, spelt too long
    [InlineData("30 05 0003 EDA080", MqttReason.MalformedPacket)] // half a pair
    [InlineData("30 03 0001 FF", MqttReason.MalformedPacket)]
    [InlineData("30 03 0005 61", MqttReason.MalformedPacket)] // a topic longer than its packet
    [InlineData("20 02 02 00", MqttReason.MalformedPacket)] // flags
    [InlineData("20 02 01 05", MqttReason.ProtocolError)] // a session in a refusal
    [InlineData("20 02 00 06", MqttReason.MalformedPacket)] // no such answer
    [InlineData("90 03 000A 02", MqttReason.ProtocolError)] // more than was asked for
    [InlineData("90 03 000A 03", MqttReason.MalformedPacket)]
    [InlineData("90 04 000A 01 01", MqttReason.MalformedPacket)] // two answers to one question
    [InlineData("E0 00", MqttReason.ProtocolError)] // 3.1.1 has no goodbye of the broker
    public void What_3_1_1_does_not_allow_is_a_protocol_error(string bytes, MqttReason reason) =>
        Refused(MqttVersion.V311, bytes, reason);

    [Theory]
    [InlineData("20 02 00 00", MqttReason.MalformedPacket)] // success without properties
    [InlineData("20 03 00 01 00", MqttReason.MalformedPacket)] // no answer to a connection
    [InlineData("20 03 00 7F 00", MqttReason.MalformedPacket)] // no such reason
    [InlineData("20 06 00 00 03 21 0000", MqttReason.ProtocolError)] // a window of none
    [InlineData("20 08 00 00 05 27 00000000", MqttReason.ProtocolError)]
    [InlineData("20 05 00 00 02 25 02", MqttReason.ProtocolError)] // neither yes nor no
    [InlineData("20 09 00 00 06 21 0001 21 0001", MqttReason.ProtocolError)] // twice
    [InlineData("20 05 00 00 02 7E 00", MqttReason.MalformedPacket)] // no such property
    [InlineData("20 05 00 00 02 01 01", MqttReason.ProtocolError)] // of a message
    [InlineData("20 04 00 00 05 21", MqttReason.MalformedPacket)] // properties after the end
    [InlineData("20 06 00 00 01 21 0001", MqttReason.MalformedPacket)] // a property longer than the section
    [InlineData("30 07 0001 61 03 23 0001", MqttReason.TopicAliasInvalid)] // not offered
    [InlineData("30 06 0001 61 02 01 02", MqttReason.ProtocolError)]
    [InlineData("30 06 0001 61 02 0B 00", MqttReason.ProtocolError)]
    [InlineData("30 08 0001 61 04 1F 0001 61", MqttReason.ProtocolError)] // a reason in a message
    [InlineData("40 04 000A 00 01", MqttReason.MalformedPacket)]
    [InlineData("E0 02 00 01", MqttReason.MalformedPacket)]
    public void What_5_does_not_allow_is_a_protocol_error(string bytes, MqttReason reason) =>
        Refused(MqttVersion.V5, bytes, reason);

    private static void Refused(MqttVersion version, string bytes, MqttReason reason) =>
        Assert.Equal(reason, Assert.Throws<MqttProtocolError>(() => Cut.Whole(version, Hex.Bytes(bytes))).Reason);

    private static T Read<T>(MqttVersion version, string bytes)
        where T : Packet => Assert.IsType<T>(Assert.Single(Cut.Whole(version, Hex.Bytes(bytes))));
}
