using System.Text.Json.Serialization;

namespace Cer.Host.Series;

/// <summary>The section influx of the settings: a server of time series that is given hours and quarter hours.</summary>
/// <param name="Url">Its address, such as http://127.0.0.1:8086.</param>
internal sealed record InfluxSettings([property: JsonPropertyName("url")] string Url)
{
    /// <summary>1 (/write) or 2 (/api/v2/write); 2 when a bucket is named, else 1.</summary>
    [JsonPropertyName("version")]
    public int? Version { get; init; }

    /// <summary>The database, of version 1.</summary>
    [JsonPropertyName("database")]
    public string? Database { get; init; }

    /// <summary>The bucket and its organisation, of version 2.</summary>
    [JsonPropertyName("bucket")]
    public string? Bucket { get; init; }

    [JsonPropertyName("org")]
    public string? Org { get; init; }

    /// <summary>A file with the token of version 2 on its first line, for the owner alone; relative to the data folder.</summary>
    [JsonPropertyName("token_file")]
    public string? TokenFile { get; init; }

    /// <summary>overwrite (when left out, as InfluxDB does) or dedupe (VictoriaMetrics with -dedup.minScrapeInterval=1s).</summary>
    [JsonPropertyName("corrections")]
    public string? Corrections { get; init; }

    [JsonPropertyName("username")]
    public string? Username { get; init; }

    /// <summary>A file with the password of version 1, likewise.</summary>
    [JsonPropertyName("password_file")]
    public string? PasswordFile { get; init; }
}
