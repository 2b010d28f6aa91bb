using System.Globalization;

namespace Cer.Messaging.Mqtt.Wire;

/// <summary>Words for what a peer got wrong.</summary>
internal static class Fault
{
    public static MqttProtocolError Malformed(FormattableString text) =>
        new(text.ToString(CultureInfo.InvariantCulture), MqttReason.MalformedPacket);

    public static MqttProtocolError Protocol(FormattableString text) =>
        new(text.ToString(CultureInfo.InvariantCulture), MqttReason.ProtocolError);

    public static MqttProtocolError TooLarge(FormattableString text) =>
        new(text.ToString(CultureInfo.InvariantCulture), MqttReason.PacketTooLarge);
}
