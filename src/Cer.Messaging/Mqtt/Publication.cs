namespace Cer.Messaging.Mqtt;

/// <summary>A message on its way out, over as many connections as it takes.</summary>
internal sealed class Publication(MqttMessage message)
{
    public MqttMessage Message { get; private set; } = message;

    /// <summary>The number it was sent by; zero when it was not, or the broker has forgotten the number.</summary>
    public ushort PacketId { get; set; }

    /// <summary>Makes it ready for another connection.</summary>
    /// <remarks>MQTT 5, 4.4: in a session that was kept it comes again by its number, flagged; in a new one it is new.</remarks>
    public void SendAgain(bool sessionKept)
    {
        if (!sessionKept) PacketId = 0;
        Message = new()
        {
            Topic = Message.Topic,
            Payload = Message.Payload,
            Qos = Message.Qos,
            Retain = Message.Retain,
            Duplicate = PacketId > 0,
            ContentType = Message.ContentType,
            UserProperties = Message.UserProperties,
        };
    }
}
