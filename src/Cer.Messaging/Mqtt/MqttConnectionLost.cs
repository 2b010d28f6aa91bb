namespace Cer.Messaging.Mqtt;

/// <summary>The connection ended. What was not acknowledged will come again if the broker keeps the session.</summary>
/// <param name="message">What happened.</param>
/// <param name="reason">Why, when the broker said so.</param>
/// <param name="inner">What the network said.</param>
public sealed class MqttConnectionLost(string message, MqttReason? reason = null, Exception? inner = null)
    : IOException(message, inner)
{
    public MqttReason? Reason { get; } = reason;
}
