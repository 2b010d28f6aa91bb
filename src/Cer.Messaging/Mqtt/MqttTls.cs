namespace Cer.Messaging.Mqtt;

/// <summary>How the connection is encrypted, and who is believed.</summary>
public sealed record MqttTls
{
    /// <summary>A PEM file of the only authorities that are trusted; without it, those of the system.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>A PEM file of the certificate this client shows, with its chain.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file of the key of that certificate; without it, the key is in the same file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The name the server's certificate must hold; without it, the host that is connected to.</summary>
    public string? ServerName { get; init; }
}
