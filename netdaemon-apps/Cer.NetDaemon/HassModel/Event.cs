using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetDaemon.HassModel;

/// <summary>An event of Home Assistant.</summary>
public record Event
{
    [JsonPropertyName("data")]
    public JsonElement? DataElement { get; init; }

    [JsonPropertyName("event_type")]
    public string EventType { get; init; } = "";

    [JsonPropertyName("origin")]
    public string Origin { get; init; } = "";

    [JsonPropertyName("time_fired")]
    public DateTime? TimeFired { get; init; }

    [JsonPropertyName("context")]
    public Context? Context { get; init; }
}
