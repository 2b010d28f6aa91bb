using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Peer;

/// <summary>The event bus of the peer, and who listens.</summary>
public sealed class PeerEvents(TimeProvider time)
{
    private readonly List<(string? Type, Action<JsonObject> Tell)> _listeners = [];
    private readonly List<(string Type, JsonObject Data)> _fired = [];
    private readonly Lock _gate = new();

    /// <summary>By which states are told.</summary>
    internal Func<HomeVersion> Version { get; init; } = () => default;

    /// <summary>All that was fired but changes of states.</summary>
    public IReadOnlyList<(string Type, JsonObject Data)> Fired
    {
        get
        {
            lock (_gate) return [.. _fired];
        }
    }

    /// <summary>How many listen.</summary>
    public int Listeners
    {
        get
        {
            lock (_gate) return _listeners.Count;
        }
    }

    public void Fire(string type, JsonObject data)
    {
        lock (_gate)
        {
            if (type != "state_changed") _fired.Add((type, data));
            foreach (var (wanted, tell) in _listeners)
            {
                if (wanted is not null && wanted != type) continue;
                tell(new()
                {
                    ["event_type"] = type,
                    ["data"] = data.DeepClone(),
                    ["origin"] = "LOCAL",
                    ["time_fired"] = PeerEntity.Words(time.GetUtcNow()),
                    ["context"] = new JsonObject { ["id"] = "01HOME", ["parent_id"] = null, ["user_id"] = null },
                });
            }
        }
    }

    internal Action Listen(string? type, Action<JsonObject> tell)
    {
        var listener = (type, tell);
        lock (_gate) _listeners.Add(listener);
        return () =>
        {
            lock (_gate) _listeners.Remove(listener);
        };
    }

    internal void Forget()
    {
        lock (_gate) _listeners.Clear();
    }

    internal void StateChanged(PeerEntity? before, PeerEntity? after)
    {
        lock (_gate)
        {
            if (_listeners.Count == 0) return;
        }

        Fire("state_changed", new()
        {
            ["entity_id"] = (after ?? before)!.Id,
            ["old_state"] = before?.Whole(Version()),
            ["new_state"] = after?.Whole(Version()),
        });
    }
}
