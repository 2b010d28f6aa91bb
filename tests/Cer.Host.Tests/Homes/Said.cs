using Cer.Messaging.Mqtt;

namespace Cer.Host.Tests.Homes;

/// <summary>A message that was heard.</summary>
internal sealed record Said(string Topic, string Text, MqttQos Qos, bool Retain);
