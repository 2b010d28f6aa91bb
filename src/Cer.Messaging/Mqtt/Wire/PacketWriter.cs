using System.Buffers;
using System.Text;

namespace Cer.Messaging.Mqtt.Wire;

/// <summary>Writes what a client says. Not for two threads at once: it keeps its buffers.</summary>
/// <remarks>MQTT 5 and 3.1.1, section 3.</remarks>
internal sealed class PacketWriter(MqttVersion version)
{
    private const byte SubscribeFirst = ((int)PacketKind.Subscribe << 4) | 2;
    private const byte UnsubscribeFirst = ((int)PacketKind.Unsubscribe << 4) | 2;

    private readonly BodyWriter _body = new();
    private readonly BodyWriter _properties = new();

    private bool IsV5 => version == MqttVersion.V5;

    public void Connect(IBufferWriter<byte> output, MqttOptions options)
    {
        var will = options.Will;
        var flags = (options.CleanStart ? 0x02 : 0)
            | (will is null ? 0 : 0x04 | ((int)will.Qos << 3) | (will.Retain ? 0x20 : 0))
            | (options.Password is null ? 0 : 0x40)
            | (options.UserName is null ? 0 : 0x80);
        _body.Clear().Text("MQTT").Byte((int)version).Byte(flags).Short((int)options.KeepAlive.TotalSeconds);
        if (IsV5) _body.Section(ConnectProperties(options));
        _body.Text(options.ClientId);
        if (will is not null)
        {
            if (IsV5) _body.Section(WillProperties(will));
            _body.Text(will.Topic).Bytes(will.Payload.Span);
        }

        if (options.UserName is not null) _body.Text(options.UserName);
        if (options.Password is not null) _body.Bytes(Encoding.UTF8.GetBytes(options.Password));
        _body.WriteFrame(output, (int)PacketKind.Connect << 4);
    }

    public void Publish(IBufferWriter<byte> output, MqttMessage message, ushort packetId)
    {
        _body.Clear().Text(message.Topic);
        if (message.Qos == MqttQos.AtLeastOnce) _body.Short(packetId);
        if (IsV5) _body.Section(MessageProperties(message));
        var flags = (message.Duplicate ? 8 : 0) | ((int)message.Qos << 1) | (message.Retain ? 1 : 0);
        _body.WriteFrame(output, (byte)(((int)PacketKind.Publish << 4) | flags), message.Payload.Span);
    }

    public void PubAck(IBufferWriter<byte> output, ushort packetId, MqttReason reason)
    {
        _body.Clear().Short(packetId);
        if (IsV5 && reason != MqttReason.Success) _body.Byte((int)reason);
        _body.WriteFrame(output, (int)PacketKind.PubAck << 4);
    }

    public void Subscribe(IBufferWriter<byte> output, ushort packetId, string filter, MqttQos qos)
    {
        StartWithId(packetId).Text(filter).Byte((int)qos);
        _body.WriteFrame(output, SubscribeFirst);
    }

    public void Unsubscribe(IBufferWriter<byte> output, ushort packetId, string filter)
    {
        StartWithId(packetId).Text(filter);
        _body.WriteFrame(output, UnsubscribeFirst);
    }

    public void Ping(IBufferWriter<byte> output) => _body.Clear().WriteFrame(output, (int)PacketKind.PingRequest << 4);

    public void Disconnect(IBufferWriter<byte> output, MqttReason reason)
    {
        _body.Clear();
        if (IsV5 && reason != MqttReason.Success) _body.Byte((int)reason);
        _body.WriteFrame(output, (int)PacketKind.Disconnect << 4);
    }

    private BodyWriter StartWithId(ushort packetId)
    {
        _body.Clear().Short(packetId);
        if (IsV5) _body.Section(_properties.Clear());
        return _body;
    }

    private BodyWriter ConnectProperties(MqttOptions options)
    {
        _properties.Clear();
        if (options.SessionExpiry > TimeSpan.Zero)
            _properties.Byte((int)Property.SessionExpiry).Int(Seconds(options.SessionExpiry));
        _properties.Byte((int)Property.ReceiveMaximum).Short(options.ReceiveMaximum);
        return _properties.Byte((int)Property.MaximumPacketSize).Int((uint)MessageLimit.Of(options) + MessageLimit.Header);
    }

    private BodyWriter WillProperties(MqttWill will)
    {
        _properties.Clear();
        if (will.Delay > TimeSpan.Zero) _properties.Byte((int)Property.WillDelay).Int(Seconds(will.Delay));
        return _properties;
    }

    private BodyWriter MessageProperties(MqttMessage message)
    {
        _properties.Clear();
        if (message.ContentType is { } type) _properties.Byte((int)Property.ContentType).Text(type);
        foreach (var (name, value) in message.UserProperties)
            _properties.Byte((int)Property.UserProperty).Text(name).Text(value);
        return _properties;
    }

    // All ones mean for ever, and what is longer means the same.
    private static uint Seconds(TimeSpan time) => (uint)Math.Min(time.TotalSeconds, uint.MaxValue);
}
