using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.Messaging.HomeAssistant;

/// <summary>Entities, kept by what <c>subscribe_entities</c> tells: short keys, and differences only.</summary>
/// <remarks>
/// Source: the websocket interface of Core, measured: <c>a</c> entities that are new, <c>c</c> those that changed with what is
/// added (<c>+</c>) and removed (<c>-</c>), <c>r</c> those that are gone; in each <c>s</c> the state, <c>a</c> attributes,
/// <c>lc</c> and <c>lu</c> seconds of the last change and update, the second left out where it equals the first.
/// </remarks>
internal sealed class HomeTable
{
    private readonly Dictionary<string, HomeEntity> _now = [];

    /// <summary>Takes an event.</summary>
    /// <param name="body">The event.</param>
    /// <param name="isWhole">Whether it tells all that there is: what it does not tell is gone.</param>
    public IEnumerable<HomeEntityNews> Take(JsonElement body, bool isWhole)
    {
        var added = HomeJson.Member(body, "a");
        if (isWhole)
        {
            var there = HomeJson.Members(added).Select(one => one.Name).ToHashSet();
            foreach (var id in _now.Keys.Where(id => !there.Contains(id)).ToArray())
            {
                _now.Remove(id);
                yield return new HomeEntityNews.Gone(id);
            }
        }

        foreach (var one in HomeJson.Members(added))
        {
            var entity = New(one.Name, one.Value);
            if (_now.TryGetValue(one.Name, out var before) && IsSame(before, entity)) continue;
            _now[one.Name] = entity;
            yield return new HomeEntityNews.Changed(entity, before);
        }

        foreach (var one in HomeJson.Members(HomeJson.Member(body, "c")))
        {
            // Of what was never told whole, a difference says too little.
            if (!_now.TryGetValue(one.Name, out var before)) continue;
            var entity = _now[one.Name] = Changed(before, one.Value);
            yield return new HomeEntityNews.Changed(entity, before);
        }

        foreach (var id in HomeJson.Texts(body, "r").Where(_now.Remove)) yield return new HomeEntityNews.Gone(id);
    }

    private static HomeEntity New(string id, JsonElement told)
    {
        var changed = HomeJson.Seconds(told, "lc");
        return new(
            id, HomeJson.Text(told, "s") ?? "unknown", HomeJson.Member(told, "a").ValueKind == JsonValueKind.Object
                ? HomeJson.Member(told, "a")
                : HomeJson.Nothing, changed, HomeJson.Seconds(told, "lu") ?? changed);
    }

    private static HomeEntity Changed(HomeEntity before, JsonElement told)
    {
        var more = HomeJson.Member(told, "+");
        var less = HomeJson.Texts(HomeJson.Member(told, "-"), "a");
        var attributes = before.Attributes;
        if (HomeJson.Member(more, "a").ValueKind == JsonValueKind.Object || less.Count > 0)
        {
            var all = JsonObject.Create(attributes) ?? [];
            foreach (var name in less) all.Remove(name);
            foreach (var one in HomeJson.Members(HomeJson.Member(more, "a"))) all[one.Name] = JsonSerializer.SerializeToNode(one.Value);
            attributes = JsonSerializer.SerializeToElement(all);
        }

        var changed = HomeJson.Seconds(more, "lc");
        return before with
        {
            State = HomeJson.Text(more, "s") ?? before.State,
            Attributes = attributes,
            LastChanged = changed ?? before.LastChanged,
            LastUpdated = HomeJson.Seconds(more, "lu") ?? changed ?? before.LastUpdated,
        };
    }

    private static bool IsSame(HomeEntity one, HomeEntity other) => one.State == other.State
        && one.LastChanged == other.LastChanged && one.LastUpdated == other.LastUpdated
        && JsonElement.DeepEquals(one.Attributes, other.Attributes);
}
