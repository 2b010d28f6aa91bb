using System.Buffers;
using Cer.Messaging.Mqtt;
using Cer.Messaging.Mqtt.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>What must hold for every message, however its bytes arrive.</summary>
public class PacketProperties
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements("a", "è", "漢", "𝄞", "/", " ", "x=1").ArrayOf().Select(string.Concat),
        Gen.Choose(0, 3000).Select(length => new string('t', length)));

    private static readonly Gen<byte[]> Payload = Gen.OneOf(
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(), Gen.Choose(0, 70_000).Select(length => new byte[length]));

    private static readonly Gen<MqttMessage> Message =
        from topic in Text
        from payload in Payload
        from bits in Gen.Choose(0, 7)
        from id in Gen.Choose(1, 65_535)
        from type in Gen.OneOf(Gen.Constant<string?>(null), Text.Select(text => (string?)text))
        from names in Gen.Zip(Text, Text).ArrayOf(3)
        let isAtLeastOnce = (bits & 1) != 0
        select new MqttMessage
        {
            Topic = "cer/" + topic,
            Payload = payload,
            Qos = isAtLeastOnce ? MqttQos.AtLeastOnce : MqttQos.AtMostOnce,
            Retain = (bits & 2) != 0,
            Duplicate = isAtLeastOnce && (bits & 4) != 0,
            PacketId = isAtLeastOnce ? (ushort)id : (ushort)0,
            ContentType = type,
            UserProperties = [.. names.Select(pair => new MqttUserProperty(pair.Item1, pair.Item2))],
        };

    [Fact]
    public void A_message_written_in_5_is_read_as_it_was() => Check(MqttVersion.V5, (messages, found) =>
        messages.Zip(found).All(pair => Same(pair.First, pair.Second)
            && pair.First.ContentType == pair.Second.ContentType
            && pair.First.UserProperties.SequenceEqual(pair.Second.UserProperties)));

    [Fact]
    public void A_message_written_in_3_1_1_is_read_as_it_was_without_what_only_5_has() =>
        Check(MqttVersion.V311, (messages, found) => messages.Zip(found).All(pair => Same(pair.First, pair.Second)
            && pair.Second.ContentType is null && pair.Second.UserProperties.Count == 0));

    // Both read in pieces of any size: the packets do not depend on how the network cut them.
    private static void Check(MqttVersion version, Func<MqttMessage[], MqttMessage[], bool> holds) =>
        Prop.ForAll(
            Gen.Zip(Message.ArrayOf(4), Gen.Choose(1, 5000).ArrayOf(3)).ToArbitrary(),
            made =>
            {
                var (messages, sizes) = made;
                var bytes = Written(version, messages);
                var found = Cut.Pieces(version, bytes, sizes).Select(packet => ((Packet.Publish)packet).Message).ToArray();
                return found.Length == messages.Length && holds(messages, found);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_byte_at_a_time_gives_the_same_packets() => Prop.ForAll(
        Gen.Choose(1, 65_535).Select(id => (ushort)id).ArrayOf().ToArbitrary(),
        ids =>
        {
            var output = new ArrayBufferWriter<byte>();
            var writer = new PacketWriter(MqttVersion.V5);
            foreach (var id in ids) writer.PubAck(output, id, id % 2 == 0 ? MqttReason.Success : MqttReason.QuotaExceeded);
            var packets = Cut.Pieces(MqttVersion.V5, output.WrittenSpan.ToArray(), [1]);
            return packets.Cast<Packet.PubAck>().Select(answer => answer.PacketId).SequenceEqual(ids)
                && packets.Cast<Packet.PubAck>().All(answer =>
                    answer.Reason == (answer.PacketId % 2 == 0 ? MqttReason.Success : MqttReason.QuotaExceeded));
        }).QuickCheckThrowOnFailure();

    private static byte[] Written(MqttVersion version, MqttMessage[] messages)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new PacketWriter(version);
        foreach (var message in messages) writer.Publish(output, message, message.PacketId);
        return output.WrittenSpan.ToArray();
    }

    private static bool Same(MqttMessage one, MqttMessage other) =>
        (one.Topic, one.Qos, one.Retain, one.Duplicate, one.PacketId)
            == (other.Topic, other.Qos, other.Retain, other.Duplicate, other.PacketId)
        && one.Payload.Span.SequenceEqual(other.Payload.Span);
}
