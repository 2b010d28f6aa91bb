using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetDaemon.Client.HomeAssistant.Model;

/// <summary>A command to Home Assistant; each is a record of its own with the members that it sends.</summary>
public record CommandMessage : HassMessageBase
{
    [JsonPropertyName("id")]
    public int Id { get; set; }

    public string GetJsonString() => JsonSerializer.Serialize(this, GetType());
}
