namespace Cer.Messaging.Mqtt;

/// <summary>The versions of the protocol that are spoken; the number is the one on the wire.</summary>
public enum MqttVersion
{
    V311 = 4,
    V5 = 5,
}
