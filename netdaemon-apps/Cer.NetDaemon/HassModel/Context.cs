using System.Text.Json.Serialization;

namespace NetDaemon.HassModel;

/// <summary>What caused an event or a change of state.</summary>
public record Context
{
    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("parent_id")]
    public string? ParentId { get; set; }

    [JsonPropertyName("user_id")]
    public string? UserId { get; set; }
}
