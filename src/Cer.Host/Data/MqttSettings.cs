using System.Text.Json.Serialization;

namespace Cer.Host.Data;

/// <summary>How the program reaches the MQTT broker.</summary>
/// <param name="Host">Its host.</param>
/// <param name="Port">Its port.</param>
/// <param name="Username">The program's own account there; of each node another.</param>
/// <param name="Password">Its password.</param>
/// <param name="Broker">The word <c>private</c> when ops/broker.sh made the broker.</param>
/// <param name="Tls">How the connection is encrypted; null for a broker on this machine.</param>
internal sealed record MqttSettings(
    [property: JsonPropertyName("host")] string Host,
    [property: JsonPropertyName("port")] int Port,
    [property: JsonPropertyName("username")] string Username,
    [property: JsonPropertyName("password")] string Password,
    [property: JsonPropertyName("broker")] string? Broker = null,
    [property: JsonPropertyName("tls")] MqttTlsSettings? Tls = null)
{
    /// <summary>Whether the topics of devices that publish in words of their own are read from a broker of the town's own, too.</summary>
    [JsonPropertyName("own_words")]
    public bool? OwnWords { get; init; }

    /// <summary>The word <c>supervisor</c> when Home Assistant told of it, and may be asked again.</summary>
    [JsonPropertyName("from")]
    public string? From { get; init; }

    [JsonIgnore]
    public bool IsPrivate => Broker == "private";

    /// <summary>The data folder that they were read from.</summary>
    [JsonIgnore]
    public string? Folder { get; init; }

    /// <summary>Without the password, which must not reach a log.</summary>
    public override string ToString() => $"{(Tls is null ? "mqtt" : "mqtts")}://{Host}:{Port} as {Username}";
}
