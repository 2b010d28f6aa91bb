namespace Cer.Messaging.Mqtt.Wire;

/// <summary>How large a message on the wire may be: its payload, and room for a topic, its number and properties.</summary>
internal static class MessageLimit
{
    /// <summary>Bytes of a frame before its body, at most.</summary>
    public const int Header = 5;

    private const int TopicAndProperties = 128 * 1024;

    public static int Of(MqttOptions options) => options.LargestPayload + TopicAndProperties;
}
