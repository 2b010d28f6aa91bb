using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cer.HomeAssistant.Peer;

/// <summary>An entity that was announced through the broker.</summary>
/// <param name="UniqueId">What never changes.</param>
/// <param name="EntityId">Its id; its owner may have changed it.</param>
/// <param name="Config">What was announced of it, with what the device shares.</param>
public sealed partial record PeerMqttEntity(string UniqueId, string EntityId, JsonObject Config)
{
    /// <summary>Whether it was said to be there: null until then.</summary>
    public bool? IsAvailable { get; init; }

    public string? Value { get; init; }

    /// <summary>The topics that say whether it is there; none: it always is.</summary>
    public IReadOnlyList<string> AvailabilityTopics =>
    [
        .. Text("availability_topic") is { } one ? [one] : Array.Empty<string>(),
        .. (Config["availability"] as JsonArray ?? []).Select(each => (string)each!["topic"]!),
    ];

    public string State => AvailabilityTopics.Count > 0 && IsAvailable != true ? "unavailable" : Value ?? "unknown";

    public JsonObject Attributes
    {
        get
        {
            var all = new JsonObject();
            foreach (var name in new[] { "unit_of_measurement", "device_class", "state_class" })
                if (Text(name) is { } value) all[name] = value;
            if (Text("name") is { } shown) all["friendly_name"] = $"{(string?)Config["device"]?["name"]} {shown}".Trim();
            return all;
        }
    }

    public string? Text(string name) => (string?)Config[name];

    /// <summary>What a message on one of its topics makes of it; the same when it is another's topic.</summary>
    internal PeerMqttEntity Hear(string topic, string payload)
    {
        if (AvailabilityTopics.Contains(topic)) return this with { IsAvailable = payload == (Text("payload_available") ?? "online") };
        return topic == Text("state_topic") ? this with { Value = Render(payload) } : this;
    }

    /// <summary>The template is one of <c>{{ value_json.a.b }}</c>; without one the payload is the state.</summary>
    private string? Render(string payload)
    {
        if (Text("value_template") is not { } template) return payload;
        if (Member().Match(template) is not { Success: true } match) return payload;
        try
        {
            var node = JsonNode.Parse(payload);
            foreach (var name in match.Groups[1].Value.Split('.')) node = node?[name];
            return node?.ToString() ?? "unknown";
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return "unknown";
        }
    }

    [GeneratedRegex(@"value_json\.([A-Za-z0-9_.]+)")]
    private static partial Regex Member();
}
