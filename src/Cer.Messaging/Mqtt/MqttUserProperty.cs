namespace Cer.Messaging.Mqtt;

/// <summary>A name and a value that travel with a message; 5 only. A name may come more than once.</summary>
public readonly record struct MqttUserProperty(string Name, string Value);
