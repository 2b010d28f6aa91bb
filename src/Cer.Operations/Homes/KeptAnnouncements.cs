using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.Operations.Homes;

/// <summary>What a broker keeps of our announcements, and what must be said before the new ones so that nothing stale is left.</summary>
/// <remarks>
/// The broker is the memory: it holds what was announced by whichever version ran before. One component is taken back by
/// naming it with its platform alone, a device by an empty message, and from one form to the other by asking for the move
/// first, so that the entities keep their history. Source: the manual of the MQTT integration.
/// </remarks>
public sealed class KeptAnnouncements(HomeTopics topics)
{
    private readonly Dictionary<string, JsonObject> _kept = new(StringComparer.Ordinal);

    /// <summary>The form of what is kept, null when nothing is; a move that was broken off leaves both, and each knows the older.</summary>
    /// <remarks>Who cannot read the other form would lose its entities with these, and what people called them.</remarks>
    public HomeForm? Form => _kept.Count == 0 ? null
        : _kept.Values.All(config => config.ContainsKey("components")) ? HomeForm.Device
        : HomeForm.Component;

    /// <summary>Looks at a message that was kept; only ours, and of this community, is remembered.</summary>
    public void Take(string topic, ReadOnlyMemory<byte> payload)
    {
        try
        {
            if (JsonNode.Parse(payload.Span) is JsonObject config && IsOurs(topic, config)) _kept[topic] = config;
        }
        catch (Exception other) when (other is JsonException or ArgumentException or InvalidOperationException)
        {
            // Another program's: what we write reads well.
        }
    }

    /// <summary>What to say, in order: moves and withdrawn components, the announcements, and what is over.</summary>
    public IReadOnlyList<HomeMessage> Lead(IReadOnlyList<HomeMessage> announcements)
    {
        var now = announcements.ToDictionary(one => one.Topic, StringComparer.Ordinal);
        var ids = announcements.SelectMany(one => Identifiers(JsonNode.Parse(one.Text)!.AsObject())).ToHashSet(StringComparer.Ordinal);
        var (before, after) = (new List<HomeMessage>(), new List<HomeMessage>());
        foreach (var (topic, config) in _kept)
        {
            if (now.TryGetValue(topic, out var same))
            {
                if (Shortened(config, same) is { } shortened) before.Add(shortened);
                continue;
            }

            // The same entity is announced in the other form: it moves, and is not lost.
            if (Identifiers(config).Any(ids.Contains) && config["migrate_discovery"] is null)
                before.Add(new(topic, """{"migrate_discovery":true}"""));
            after.Add(new(topic, ""));
        }

        return [.. before, .. announcements, .. after];
    }

    /// <summary>From now on this is what the broker keeps.</summary>
    public void Said(IReadOnlyList<HomeMessage> announcements)
    {
        _kept.Clear();
        foreach (var one in announcements) _kept[one.Topic] = JsonNode.Parse(one.Text)!.AsObject();
    }

    private bool IsOurs(string topic, JsonObject config)
    {
        var mine = HomeNames.DeviceOf(topics.Slug);
        return Word(config["origin"]?["name"]) == HomeDiscovery.Origin
            && Word(config["availability_topic"]) == topics.Status
            && (topic.StartsWith($"{topics.Prefix}/device/{mine}", StringComparison.Ordinal)
                || topic.Contains($"/{mine}/", StringComparison.Ordinal));
    }

    /// <summary>The announcement with the components that are gone, by their platform alone; null when none is.</summary>
    private static HomeMessage? Shortened(JsonObject kept, HomeMessage same)
    {
        if (kept["components"] is not JsonObject old) return null;
        var next = JsonNode.Parse(same.Text)!.AsObject();
        var components = next["components"]!.AsObject();
        var gone = old.Where(one => !components.ContainsKey(one.Key) && one.Value is JsonObject { Count: > 1 }).ToArray();
        foreach (var (key, value) in gone) components[key] = new JsonObject { ["platform"] = Word(value!["platform"]) };
        return gone.Length == 0 ? null : new(same.Topic, HomeDiscovery.Text(next));
    }

    /// <summary>The unique ids of what a message announces.</summary>
    private static IEnumerable<string> Identifiers(JsonObject config)
    {
        var found = config["components"] is JsonObject components
            ? [.. components.Select(one => one.Value?["unique_id"])]
            : new[] { config["unique_id"] };
        return found.Select(Word).OfType<string>();
    }

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
