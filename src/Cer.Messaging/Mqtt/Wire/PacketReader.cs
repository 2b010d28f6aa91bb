using System.Collections.Frozen;

namespace Cer.Messaging.Mqtt.Wire;

/// <summary>Turns frames of a broker into packets. Whatever the bytes are, they are a packet or a protocol error.</summary>
/// <remarks>MQTT 5 and 3.1.1, section 3. One subscription is asked for at a time, so its answer holds one reason.</remarks>
internal sealed class PacketReader(MqttVersion version)
{
    private static readonly FrozenSet<int> Reasons = Enum.GetValues<MqttReason>().Select(reason => (int)reason).ToFrozenSet();

    /// <exception cref="MqttProtocolError">The protocol does not allow it.</exception>
    public Packet Read(Frame frame)
    {
        var body = new BodyReader(frame.Body.Span);
        if (frame.Kind == PacketKind.Publish) return ReadPublish(frame, ref body);
        Packet packet = frame.Kind switch
        {
            PacketKind.ConnAck => ReadConnAck(ref body),
            PacketKind.PubAck => ReadPubAck(ref body),
            PacketKind.SubAck => ReadSubAck(ref body),
            PacketKind.UnsubAck => ReadUnsubAck(ref body),
            PacketKind.PingResponse => Packet.PingResponse.Instance,
            PacketKind.Disconnect => ReadDisconnect(ref body),
            _ => throw Fault.Protocol($"Found a packet of type {(int)frame.Kind}, which no broker may send to this client."),
        };
        body.ExpectEnd();
        return packet;
    }

    private Packet.ConnAck ReadConnAck(ref BodyReader body)
    {
        var flags = body.Byte();
        if (flags > 1) throw Fault.Malformed($"Found flags {flags:X2} in the answer to the connection, expected 00 or 01.");
        var code = body.Byte();
        // A broker that does not speak 5 answers in the form of 3.1.1, without properties.
        var old = version == MqttVersion.V311 || (body.Left == 0 && code != 0);
        var reason = old && code < 0x80 ? OldReason(code) : Known(code);
        if (reason is > MqttReason.Success and < MqttReason.Unspecified)
            throw Fault.Malformed($"Found {code:X2} as answer to the connection, expected 00 or a refusal.");
        var properties = old ? PropertySet.Empty : PropertySet.Read(ref body, PacketKind.ConnAck);
        if (flags == 1 && reason != MqttReason.Success) throw Fault.Protocol($"Found a session in a refusal of the connection.");
        return new(flags == 1, reason, properties);
    }

    private Packet.Publish ReadPublish(Frame frame, ref BodyReader body)
    {
        var topic = body.Text();
        var qos = (MqttQos)((frame.First >> 1) & 3);
        var packetId = qos == MqttQos.AtLeastOnce ? ReadPacketId(ref body) : (ushort)0;
        var properties = Properties(ref body, PacketKind.Publish);
        if (properties.Number(Property.TopicAlias) is not null)
            throw new MqttProtocolError("Found a topic by number, expected none: none were offered.", MqttReason.TopicAliasInvalid);
        if (topic.Length == 0 || topic.AsSpan().ContainsAny('+', '#'))
            throw new MqttProtocolError("Found a message with an empty topic or a wildcard in it.", MqttReason.TopicNameInvalid);
        return new(new()
        {
            Topic = topic,
            Payload = frame.Body[body.Position..],
            Qos = qos,
            Retain = (frame.First & 1) != 0,
            Duplicate = (frame.First & 8) != 0,
            PacketId = packetId,
            ContentType = properties.Text(Property.ContentType),
            UserProperties = properties.UserProperties,
        });
    }

    private Packet.PubAck ReadPubAck(ref BodyReader body)
    {
        var packetId = ReadPacketId(ref body);
        // 5 leaves out a reason of success, and an empty list of properties.
        var reason = version == MqttVersion.V5 && body.Left > 0 ? Known(body.Byte()) : MqttReason.Success;
        var properties = body.Left > 0 ? Properties(ref body, PacketKind.PubAck) : PropertySet.Empty;
        return new(packetId, reason, properties);
    }

    private Packet.SubAck ReadSubAck(ref BodyReader body)
    {
        var packetId = ReadPacketId(ref body);
        var properties = Properties(ref body, PacketKind.SubAck);
        var reason = Known(body.Byte());
        if (reason is > MqttReason.GrantedAtLeastOnce and < MqttReason.Unspecified)
            throw Fault.Protocol($"Found {(int)reason:X2} as answer to a subscription, expected 00, 01 or a refusal.");
        return new(packetId, reason, properties);
    }

    private Packet.UnsubAck ReadUnsubAck(ref BodyReader body)
    {
        var packetId = ReadPacketId(ref body);
        if (version == MqttVersion.V311) return new(packetId, MqttReason.Success, PropertySet.Empty);
        var properties = Properties(ref body, PacketKind.UnsubAck);
        return new(packetId, Known(body.Byte()), properties);
    }

    private Packet.Disconnect ReadDisconnect(ref BodyReader body)
    {
        if (version == MqttVersion.V311) throw Fault.Protocol($"Found a goodbye of the broker, which 3.1.1 does not have.");
        var reason = body.Left > 0 ? Known(body.Byte()) : MqttReason.Success;
        var properties = body.Left > 0 ? Properties(ref body, PacketKind.Disconnect) : PropertySet.Empty;
        return new(reason, properties);
    }

    private PropertySet Properties(ref BodyReader body, PacketKind kind) =>
        version == MqttVersion.V5 ? PropertySet.Read(ref body, kind) : PropertySet.Empty;

    private static ushort ReadPacketId(ref BodyReader body) =>
        body.Short() is > 0 and var id ? id : throw Fault.Malformed($"Found the packet number 0.");

    private static MqttReason Known(byte code) =>
        Reasons.Contains(code) ? (MqttReason)code : throw Fault.Malformed($"Found the unknown reason {code:X2}.");

    private static MqttReason OldReason(byte code) => code switch
    {
        0 => MqttReason.Success,
        1 => MqttReason.UnsupportedVersion,
        2 => MqttReason.ClientIdNotValid,
        3 => MqttReason.ServerUnavailable,
        4 => MqttReason.BadUserNameOrPassword,
        5 => MqttReason.NotAuthorized,
        _ => throw Fault.Malformed($"Found the unknown answer {code} to the connection."),
    };
}
