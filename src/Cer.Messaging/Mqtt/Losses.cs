using System.Net.Sockets;
using Cer.Messaging.Mqtt.Wire;

namespace Cer.Messaging.Mqtt;

/// <summary>Tells in one form what the network, the protocol or the broker says against a connection.</summary>
internal static class Losses
{
    public static bool IsLoss(Exception failure) =>
        failure is IOException and not (MqttRefused or MqttConnectionLost) or SocketException or ObjectDisposedException;

    public static MqttConnectionLost AsLost(Exception failure) => failure switch
    {
        MqttConnectionLost lost => lost,
        MqttProtocolError error => new($"The broker broke the protocol: {error.Message}", error.Reason, error),
        _ => new($"The connection ended: {failure.Message}", null, failure),
    };

    public static MqttRefused Refused(string what, Packet.Answer answer) => Refused(what, answer.Reason, answer.Properties);

    public static MqttRefused Refused(string what, MqttReason reason, PropertySet properties) =>
        new($"The broker refused {what}: {Told(reason, properties)}.", reason);

    public static string Told(MqttReason reason, PropertySet properties) =>
        properties.Text(Property.ReasonText) is { Length: > 0 } text ? $"{reason}, {text}" : $"{reason}";
}
