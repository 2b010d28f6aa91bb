namespace Cer.Messaging.Mqtt;

/// <summary>How hard a message is tried to be delivered. Exactly once is not spoken: the store takes a reading once.</summary>
public enum MqttQos
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
}
