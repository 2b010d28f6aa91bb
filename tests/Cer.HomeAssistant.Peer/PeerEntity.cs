using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Peer;

/// <summary>An entity of the peer.</summary>
public sealed record PeerEntity(string Id, string State, JsonObject Attributes, DateTimeOffset Changed, DateTimeOffset Updated)
{
    private static readonly HomeVersion LastReported = new(2024, 4);

    /// <summary>When its integration last wrote it, changed or not.</summary>
    public DateTimeOffset Reported { get; init; } = Updated;

    /// <summary>As <c>get_states</c> and REST tell it.</summary>
    public JsonObject Whole(HomeVersion version)
    {
        var told = new JsonObject
        {
            ["entity_id"] = Id,
            ["state"] = State,
            ["attributes"] = Attributes.DeepClone(),
            ["last_changed"] = Words(Changed),
            ["last_updated"] = Words(Updated),
            ["context"] = new JsonObject { ["id"] = "01HOME", ["parent_id"] = null, ["user_id"] = null },
        };
        if (version >= LastReported) told["last_reported"] = Words(Reported);
        return told;
    }

    /// <summary>
    /// As <c>subscribe_entities</c> tells one that is new: short keys, and no second time when it equals the first.
    /// </summary>
    public JsonObject Brief()
    {
        var told = new JsonObject { ["s"] = State, ["a"] = Attributes.DeepClone(), ["c"] = "01HOME", ["lc"] = Seconds(Changed) };
        if (Updated != Changed) told["lu"] = Seconds(Updated);
        return told;
    }

    /// <summary>As <c>subscribe_entities</c> tells one that changed: differences only.</summary>
    public JsonObject Difference(PeerEntity before)
    {
        var more = new JsonObject { ["c"] = "01HOME" };
        if (State != before.State) more["s"] = State;
        if (Changed != before.Changed) more["lc"] = Seconds(Changed);
        else more["lu"] = Seconds(Updated);
        var attributes = Attributes.Where(one => !JsonNode.DeepEquals(one.Value, before.Attributes[one.Key])
            || !before.Attributes.ContainsKey(one.Key)).Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())).ToArray();
        if (attributes.Length > 0) more["a"] = new JsonObject(attributes);
        var difference = new JsonObject { ["+"] = more };
        var gone = before.Attributes.Where(one => !Attributes.ContainsKey(one.Key)).Select(one => (JsonNode)one.Key).ToArray();
        if (gone.Length > 0) difference["-"] = new JsonObject { ["a"] = new JsonArray(gone) };
        return difference;
    }

    public static string Words(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", null);

    private static double Seconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / 10_000_000.0;
}
