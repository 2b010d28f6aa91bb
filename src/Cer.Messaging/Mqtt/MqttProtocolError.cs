namespace Cer.Messaging.Mqtt;

/// <summary>Bytes came that the protocol does not allow, or that this client does not take.</summary>
public sealed class MqttProtocolError(string message, MqttReason reason) : IOException(message)
{
    public MqttReason Reason { get; } = reason;
}
