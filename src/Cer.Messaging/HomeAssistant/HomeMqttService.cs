namespace Cer.Messaging.HomeAssistant;

/// <summary>
/// The broker that the Supervisor offers. Ask again when it does not let us in: its words change with a reinstallation.
/// </summary>
public sealed record HomeMqttService(string Host, int Port, bool IsEncrypted, string? Username, string? Password)
{
    /// <summary>Without the password, which must not reach a log.</summary>
    public override string ToString() => $"{(IsEncrypted ? "mqtts" : "mqtt")}://{Host}:{Port} as {Username}";
}
