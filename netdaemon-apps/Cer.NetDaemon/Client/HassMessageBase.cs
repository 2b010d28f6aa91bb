using System.Text.Json.Serialization;

namespace NetDaemon.Client.HomeAssistant.Model;

/// <summary>A message of the websocket.</summary>
public record HassMessageBase
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "";
}
