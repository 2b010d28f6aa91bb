using System.Text.Json.Serialization;
using Cer.Operations.Backup;

namespace Cer.Host.Backup;

/// <summary>Where the nightly backups go and how many stay: the <c>backup</c> of the settings.</summary>
internal sealed record BackupSettings
{
    public const string DefaultFolder = "backup";

    /// <summary>The folder; that of the data folder when it is not given. A relative one is below the data folder.</summary>
    [JsonPropertyName("folder")]
    public string? Folder { get; init; }

    [JsonPropertyName("keep_daily")]
    public int Daily { get; init; } = Retention.Usual.Daily;

    [JsonPropertyName("keep_weekly")]
    public int Weekly { get; init; } = Retention.Usual.Weekly;

    [JsonPropertyName("keep_monthly")]
    public int Monthly { get; init; } = Retention.Usual.Monthly;

    [JsonIgnore]
    public Retention Retention => new(Daily, Weekly, Monthly);

    public string In(string data) => Path.GetFullPath(Path.Combine(data, Folder is { Length: > 0 } named ? named : DefaultFolder));
}
