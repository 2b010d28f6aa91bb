using System.Text.Json.Serialization;
using Cer.Operations.Homes;

namespace Cer.Host.Data;

/// <summary>The section home of the settings: the Home Assistant of the town. As an add-on nothing of it is needed.</summary>
/// <param name="Url">Its address, such as http://homeassistant.local:8123; null where only MQTT leads there.</param>
internal sealed record HomeSettings([property: JsonPropertyName("url")] string? Url = null)
{
    /// <summary>A file with a long-lived token on its first line, for the owner alone; relative to the data folder.</summary>
    [JsonPropertyName("token_file")]
    public string? TokenFile { get; init; }

    /// <summary>Where Home Assistant looks for announcements; homeassistant when left out.</summary>
    [JsonPropertyName("discovery_prefix")]
    public string? DiscoveryPrefix { get; init; } = HomeTopics.UsualPrefix;

    /// <summary>The version of its Core, such as 2024.6, where nobody can be asked for it; the newest when left out.</summary>
    [JsonPropertyName("core_version")]
    public string? CoreVersion { get; init; }

    /// <summary>Its broker, where that is another than the one the devices publish at.</summary>
    [JsonPropertyName("mqtt")]
    public MqttSettings? Mqtt { get; init; }

    /// <summary>The folder of the apps that read from it.</summary>
    [JsonPropertyName("apps_folder")]
    public string? AppsFolder { get; init; }

    /// <summary>What is wrong with it, as a sentence; null when nothing is.</summary>
    [JsonIgnore]
    public string? Problem => HomeTopics.PrefixProblem(DiscoveryPrefix ?? "") is { } wrong ? $"home: {wrong}"
        : Url is not null && TokenFile is null ? "Found no token_file in the section home, expected a file with a long-lived token."
        : null;
}
