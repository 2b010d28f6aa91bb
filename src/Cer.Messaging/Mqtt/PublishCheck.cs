using System.Text;
using Cer.Messaging.Mqtt.Wire;

namespace Cer.Messaging.Mqtt;

/// <summary>Refuses, before it is sent, what the broker would end the connection for.</summary>
internal static class PublishCheck
{
    /// <exception cref="ArgumentException">The broker takes no such message.</exception>
    public static void Refuse(MqttMessage message, Limits limits)
    {
        var topic = message.Topic;
        if (topic.Length == 0 || topic.AsSpan().ContainsAny('+', '#', '\0'))
            throw new ArgumentException($"Found the topic '{topic}', expected one that is not empty and has no wildcard.");
        if (message.Qos is not (MqttQos.AtMostOnce or MqttQos.AtLeastOnce))
            throw new ArgumentException($"Found quality {(int)message.Qos}, expected 0 or 1.");
        if (message.Qos == MqttQos.AtLeastOnce && !limits.MayPublishAtLeastOnce)
            throw new ArgumentException("Found a message at least once, expected at most once: the broker takes no other.");
        var size = SizeOf(message);
        if (size > limits.LargestPacket)
            throw new ArgumentException($"Found a message of {size} bytes, expected at most {limits.LargestPacket}.");
    }

    // Its fixed header, topic and number at their largest.
    private static long SizeOf(MqttMessage message) =>
        MessageLimit.Header + 4 + 4 + Encoding.UTF8.GetByteCount(message.Topic) + message.Payload.Length
        + (message.ContentType is { } type ? 3 + Encoding.UTF8.GetByteCount(type) : 0)
        + message.UserProperties.Sum(pair => 5L + Encoding.UTF8.GetByteCount(pair.Name) + Encoding.UTF8.GetByteCount(pair.Value));
}
