using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Cer.HomeAssistant.Peer;

/// <summary>The entities of the peer, how they came to be so, and who is told.</summary>
public sealed class PeerStates(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, PeerEntity> _now = new();
    private readonly ConcurrentDictionary<string, List<PeerEntity>> _past = new();
    private readonly ConcurrentDictionary<string, bool> _written = new();
    private readonly Lock _gate = new();

    /// <summary>Before and after; no after: it is gone. Called in order.</summary>
    internal event Action<PeerEntity?, PeerEntity?>? Changed;

    public IReadOnlyCollection<PeerEntity> All => [.. _now.Values];

    public PeerEntity? Find(string id) => _now.GetValueOrDefault(id);

    /// <summary>Sets an entity, now.</summary>
    public void Set(string id, string state, JsonObject? attributes = null) => SetAt(id, state, attributes, time.GetUtcNow());

    /// <summary>Sets an entity as of an instant: what the recorder will say of it.</summary>
    /// <remarks>One that is the same as before is no change: nobody is told, and only the time of the report is kept.</remarks>
    public void SetAt(string id, string state, JsonObject? attributes, DateTimeOffset at) => SetAt(id, state, attributes, at, isNew: false);

    private void SetAt(string id, string state, JsonObject? attributes, DateTimeOffset at, bool isNew)
    {
        // Core keeps microseconds.
        at = new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        lock (_gate)
        {
            var before = Find(id);
            var told = attributes?.DeepClone().AsObject() ?? before?.Attributes ?? [];
            if (!isNew && before?.State == state && JsonNode.DeepEquals(before.Attributes, told))
            {
                _now[id] = before with { Reported = at };
                return;
            }

            var after = new PeerEntity(id, state, told, !isNew && before?.State == state ? before.Changed : at, at);
            _now[id] = after;
            var past = _past.GetOrAdd(id, _ => []);
            lock (past) past.Add(after);
            Changed?.Invoke(before, after);
        }
    }

    public void Remove(string id)
    {
        lock (_gate)
        {
            if (_now.TryRemove(id, out var before)) Changed?.Invoke(before, null);
        }
    }

    /// <summary>Tells all that there is, and then differences, as <c>subscribe_entities</c> does.</summary>
    /// <returns>What ends it.</returns>
    public Action Watch(Action<JsonObject> tell, IReadOnlySet<string>? wanted = null)
    {
        lock (_gate)
        {
            var all = All.Where(one => wanted?.Contains(one.Id) ?? true)
                .Select(one => KeyValuePair.Create(one.Id, (JsonNode?)one.Brief()));
            tell(new() { ["a"] = new JsonObject(all) });
            Changed += Tell;
        }

        return () => Changed -= Tell;

        void Tell(PeerEntity? before, PeerEntity? after)
        {
            var name = (after ?? before)!.Id;
            if (wanted is not null && !wanted.Contains(name)) return;
            tell((before, after) switch
            {
                (null, not null) => new() { ["a"] = new JsonObject { [name] = after.Brief() } },
                (not null, not null) => new() { ["c"] = new JsonObject { [name] = after.Difference(before) } },
                _ => new() { ["r"] = new JsonArray(name) },
            });
        }
    }

    /// <summary>Does something while nothing changes.</summary>
    internal void Quietly(Action what)
    {
        lock (_gate) what();
    }

    /// <summary>All that the recorder kept.</summary>
    internal IReadOnlyList<PeerEntity> Past(string id)
    {
        if (!_past.TryGetValue(id, out var past)) return [];
        lock (past) return [.. past.OrderBy(entity => entity.Updated)];
    }

    /// <summary>What the recorder kept, of all that was set in between or held at the start.</summary>
    public IReadOnlyList<PeerEntity> Between(string id, DateTimeOffset from, DateTimeOffset to)
    {
        if (!_past.TryGetValue(id, out var past)) return [];
        lock (past)
        {
            var within = past.Where(entity => entity.Updated >= from && entity.Updated < to).OrderBy(entity => entity.Updated);
            var held = past.Where(entity => entity.Updated < from).MaxBy(entity => entity.Updated);
            return held is null ? [.. within] : [held with { Changed = from, Updated = from }, .. within];
        }
    }

    /// <summary>Nobody has spoken yet, but those whose integration remembers.</summary>
    internal void Forget(Func<string, bool> remembers)
    {
        foreach (var id in _written.Keys) Remove(id);
        _written.Clear();
        // What comes back is a state of its own, of now.
        foreach (var one in All) SetAt(one.Id, remembers(one.Id) ? one.State : "unknown", null, time.GetUtcNow(), isNew: true);
    }

    /// <summary>Writes an entity that belongs to nobody: it is gone after a restart.</summary>
    internal void Write(string id, string state, JsonObject? attributes)
    {
        if (Find(id) is null) _written[id] = true;
        Set(id, state, attributes);
    }
}
