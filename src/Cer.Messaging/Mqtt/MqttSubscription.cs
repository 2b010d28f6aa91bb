namespace Cer.Messaging.Mqtt;

/// <summary>What is wanted: a filter, which may begin with <c>$share/group/</c> to share its messages with others.</summary>
public sealed record MqttSubscription(string Filter, MqttQos Qos = MqttQos.AtLeastOnce);
