using System.Text.Json.Serialization;

namespace Cer.Host.Submitting;

/// <summary>
/// The section submissions of the settings: how packages go to GSE and ARERA over the network, where there is a way.
/// </summary>
/// <param name="Environment">sandbox or production: an address that says to be the other is refused.</param>
/// <param name="Base">The address of the interface.</param>
internal sealed record SubmissionSettings(
    [property: JsonPropertyName("environment")] string? Environment,
    [property: JsonPropertyName("base")] string? Base)
{
    [JsonPropertyName("client_id")]
    public string? ClientId { get; init; }

    /// <summary>
    /// A file with the secret on its first line, for the owner alone; relative to the data folder, as all files here.
    /// </summary>
    [JsonPropertyName("client_secret_file")]
    public string? ClientSecretFile { get; init; }

    /// <summary>The certificate that the program shows, as PEM.</summary>
    [JsonPropertyName("certificate")]
    public string? Certificate { get; init; }

    /// <summary>Its key; left out, it stands in the same file.</summary>
    [JsonPropertyName("key")]
    public string? Key { get; init; }

    /// <summary>The authority that is trusted; left out, those of the system.</summary>
    [JsonPropertyName("authority")]
    public string? Authority { get; init; }

    /// <summary>The most calls of a minute; 60 when left out.</summary>
    [JsonPropertyName("calls_per_minute")]
    public int? CallsPerMinute { get; init; }

    /// <summary>How long a call may take; 60 when left out.</summary>
    [JsonPropertyName("patience_seconds")]
    public int? PatienceSeconds { get; init; }
}
