namespace Cer.Messaging.Mqtt;

/// <summary>The broker said no: to the connection, a subscription or a message.</summary>
public sealed class MqttRefused(string message, MqttReason reason) : IOException(message)
{
    public MqttReason Reason { get; } = reason;

    /// <summary>Asking again would be answered the same until somebody changes something.</summary>
    public bool IsLasting => Reason is MqttReason.NotAuthorized or MqttReason.BadUserNameOrPassword or MqttReason.Banned
        or MqttReason.ClientIdNotValid or MqttReason.UnsupportedVersion or MqttReason.BadAuthenticationMethod;
}
