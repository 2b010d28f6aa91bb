using System.Text.Json.Serialization;

namespace Cer.Host.Mail;

/// <summary>The section mail of the settings: how letters reach a mail server.</summary>
/// <param name="Host">The server, such as smtp.comune.it.</param>
/// <param name="From">Who letters are from: an address, or a name with one.</param>
internal sealed record MailSettings(
    [property: JsonPropertyName("host")] string Host,
    [property: JsonPropertyName("from")] string From)
{
    /// <summary>587 with starttls, 465 with tls, 25 with none, when left out.</summary>
    [JsonPropertyName("port")]
    public int? Port { get; init; }

    /// <summary>starttls (when left out), tls, or none: the last for a server on this machine only.</summary>
    [JsonPropertyName("security")]
    public string? Security { get; init; }

    [JsonPropertyName("username")]
    public string? Username { get; init; }

    /// <summary>A file with the password on its first line, for the owner alone; relative to the data folder.</summary>
    [JsonPropertyName("password_file")]
    public string? PasswordFile { get; init; }

    /// <summary>A PEM file of the authorities to trust in place of the system's; relative to the data folder.</summary>
    [JsonPropertyName("ca_file")]
    public string? CaFile { get; init; }

    [JsonPropertyName("reply_to")]
    public string? ReplyTo { get; init; }

    /// <summary>How many letters a minute each node sends at most; as fast as the server takes them when left out.</summary>
    [JsonPropertyName("per_minute")]
    public int? PerMinute { get; init; }

    /// <summary>A Maildir into which reports of non-delivery come; they are taken in from there.</summary>
    [JsonPropertyName("bounce_folder")]
    public string? BounceFolder { get; init; }

    /// <summary>How long a node holds a letter that it sends; 720 when left out.</summary>
    [JsonPropertyName("lease_seconds")]
    public int? LeaseSeconds { get; init; }

    /// <summary>Before a letter that was put off is tried again; 60 when left out, and doubled each time.</summary>
    [JsonPropertyName("first_wait_seconds")]
    public int? FirstWaitSeconds { get; init; }

    /// <summary>How long a letter is tried; 96 when left out.</summary>
    [JsonPropertyName("give_up_after_hours")]
    public int? GiveUpAfterHours { get; init; }
}
