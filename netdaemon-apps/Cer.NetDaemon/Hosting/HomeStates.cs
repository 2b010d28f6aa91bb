using System.Collections.Concurrent;
using System.Text.Json;
using NetDaemon.HassModel.Entities;

namespace Cer.NetDaemon;

/// <summary>The latest states of one connection, kept from events.</summary>
internal sealed class HomeStates
{
    private readonly ConcurrentDictionary<string, EntityState?> _states = new(StringComparer.Ordinal);
    private Dictionary<string, HomeEntry> _registry = [];

    public IEnumerable<string> Ids => _states.Where(one => one.Value is not null).Select(one => one.Key);

    public EntityState? Find(string entity) => _states.GetValueOrDefault(entity);

    public HomeEntry? Entry(string entity) => _registry.GetValueOrDefault(entity);

    /// <summary>What was read counts only where no event has come meanwhile: that is newer.</summary>
    public void Begin(IEnumerable<JsonElement> states, IEnumerable<HomeEntry> registry)
    {
        foreach (var state in states.Select(one => one.Deserialize<EntityState>()!)) _states.TryAdd(state.EntityId, state);
        _registry = registry.GroupBy(one => one.Entity, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    }

    public void Take(JsonElement data)
    {
        if (!data.TryGetProperty("entity_id", out var id) || id.GetString() is not { } entity) return;
        _states[entity] = data.TryGetProperty("new_state", out var state) ? state.Deserialize<EntityState?>() : null;
    }
}
