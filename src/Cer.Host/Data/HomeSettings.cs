using System.Text.Json.Serialization;

namespace Cer.Host.Data;

/// <summary>The section home of the settings: the Home Assistant of this place. An add-on needs none of it.</summary>
internal sealed record HomeSettings
{
    /// <summary>Where it is, such as http://homeassistant.local:8123.</summary>
    [JsonPropertyName("url")]
    public string? Url { get; init; }

    /// <summary>A file with a long-lived token on its first line, for the owner alone; relative to the data folder.</summary>
    [JsonPropertyName("token_file")]
    public string? TokenFile { get; init; }

    /// <summary>The topic below which entities are announced, where the broker's owner changed it.</summary>
    [JsonPropertyName("discovery_prefix")]
    public string DiscoveryPrefix { get; init; } = "homeassistant";

    /// <summary>What is wrong with the section; null when nothing is.</summary>
    [JsonIgnore]
    public string? Problem => DiscoveryPrefix is { Length: > 0 and <= 200 } prefix && prefix[0] != '/' && prefix[^1] != '/'
        && prefix.All(letter => letter is > ' ' and <= '~' and not ('#' or '+'))
        ? null
        : "Found another discovery_prefix in the section home, expected a topic such as homeassistant.";

    /// <summary>The folder with the settings of the collectors; relative to the data folder. None run when it is left out.</summary>
    [JsonPropertyName("apps_folder")]
    public string? AppsFolder { get; init; }
}
