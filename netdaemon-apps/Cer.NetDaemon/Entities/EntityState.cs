using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetDaemon.HassModel.Entities;

/// <summary>The state of an entity at an instant.</summary>
public record EntityState
{
    [JsonPropertyName("entity_id")]
    public string EntityId { get; init; } = "";

    [JsonPropertyName("state")]
    public string? State { get; init; }

    [JsonPropertyName("attributes")]
    public JsonElement? AttributesJson { get; init; }

    public Dictionary<string, object>? Attributes =>
        AttributesJson?.Deserialize<Dictionary<string, object>>() ?? [];

    /// <summary>When the state became another one.</summary>
    [JsonPropertyName("last_changed")]
    public DateTime? LastChanged { get; init; }

    /// <summary>When the state or its attributes did.</summary>
    [JsonPropertyName("last_updated")]
    public DateTime? LastUpdated { get; init; }

    [JsonPropertyName("context")]
    public Context? Context { get; init; }

    internal static TEntityState? Map<TEntityState>(EntityState? state)
        where TEntityState : class =>
        state is null ? null : (TEntityState)Activator.CreateInstance(typeof(TEntityState), state)!;
}
