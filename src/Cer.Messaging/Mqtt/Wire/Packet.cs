namespace Cer.Messaging.Mqtt.Wire;

/// <summary>What a broker says: one of the records inside.</summary>
internal abstract record Packet
{
    private Packet()
    {
    }

    public sealed record ConnAck(bool SessionPresent, MqttReason Reason, PropertySet Properties) : Packet;

    public sealed record Publish(MqttMessage Message) : Packet;

    public abstract record Answer(ushort PacketId, MqttReason Reason, PropertySet Properties) : Packet;

    public sealed record PubAck(ushort PacketId, MqttReason Reason, PropertySet Properties)
        : Answer(PacketId, Reason, Properties);

    public sealed record SubAck(ushort PacketId, MqttReason Reason, PropertySet Properties)
        : Answer(PacketId, Reason, Properties);

    public sealed record UnsubAck(ushort PacketId, MqttReason Reason, PropertySet Properties)
        : Answer(PacketId, Reason, Properties);

    public sealed record PingResponse : Packet
    {
        public static readonly PingResponse Instance = new();
    }

    public sealed record Disconnect(MqttReason Reason, PropertySet Properties) : Packet;
}
