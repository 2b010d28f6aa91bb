namespace Cer.Messaging.Mqtt;

/// <summary>What the broker says in this client's name when the connection ends without a goodbye.</summary>
public sealed record MqttWill(string Topic, ReadOnlyMemory<byte> Payload, MqttQos Qos = MqttQos.AtMostOnce, bool Retain = false)
{
    /// <summary>How long the broker waits before it speaks; 5 only.</summary>
    public TimeSpan Delay { get; init; }
}
