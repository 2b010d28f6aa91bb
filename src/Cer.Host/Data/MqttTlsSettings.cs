using System.Text.Json.Serialization;
using Cer.Messaging.Mqtt;

namespace Cer.Host.Data;

/// <summary>How the connection to a broker is encrypted; PEM files are named from the data folder.</summary>
/// <param name="Authority">The authority that is trusted; left out, those of the system.</param>
/// <param name="Certificate">The certificate that the program shows, where the broker asks for one.</param>
/// <param name="Key">Its key; left out, it stands in the same file.</param>
/// <param name="ServerName">The name in the broker's certificate; left out, the host.</param>
internal sealed record MqttTlsSettings(
    [property: JsonPropertyName("authority")] string? Authority = null,
    [property: JsonPropertyName("certificate")] string? Certificate = null,
    [property: JsonPropertyName("key")] string? Key = null,
    [property: JsonPropertyName("server_name")] string? ServerName = null)
{
    public MqttTls In(string? folder) => new()
    {
        AuthorityFile = Found(folder, Authority),
        CertificateFile = Found(folder, Certificate),
        KeyFile = Found(folder, Key),
        ServerName = ServerName,
    };

    private static string? Found(string? folder, string? file) =>
        file is null ? null : Path.GetFullPath(file, Path.GetFullPath(folder ?? "."));
}
