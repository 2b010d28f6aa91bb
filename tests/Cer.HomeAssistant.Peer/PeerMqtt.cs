using System.Text.Json.Nodes;

namespace Cer.HomeAssistant.Peer;

/// <summary>The broker of the peer's house, as far as Core shows it.</summary>
public sealed class PeerMqtt
{
    private readonly Dictionary<string, string> _retained = [];
    private readonly List<(string Filter, Action<string, string, bool> Tell)> _listeners = [];
    private readonly Lock _gate = new();

    /// <summary>Told of every message: its topic and its payload.</summary>
    public event Action<string, string>? Heard;

    /// <summary>Topic, payload, and whether it was kept from before.</summary>
    internal event Action<string, string, bool>? Published;

    /// <summary>What the broker keeps.</summary>
    public IReadOnlyDictionary<string, string> Retained
    {
        get
        {
            lock (_gate) return new Dictionary<string, string>(_retained);
        }
    }

    /// <summary>The broker starts again without having kept anything.</summary>
    public void Forget()
    {
        lock (_gate) _retained.Clear();
    }

    /// <summary>Somebody publishes.</summary>
    public void Publish(string topic, string payload, bool isRetained = false)
    {
        lock (_gate)
        {
            if (isRetained && payload.Length > 0) _retained[topic] = payload;
            else if (isRetained) _retained.Remove(topic);
            foreach (var (filter, tell) in _listeners)
            {
                if (Matches(filter, topic)) tell(topic, payload, false);
            }

            Heard?.Invoke(topic, payload);
            Published?.Invoke(topic, payload, false);
        }
    }

    /// <summary>Core subscribes anew: what is retained comes at once.</summary>
    internal void Repeat()
    {
        lock (_gate)
        {
            foreach (var (topic, payload) in _retained.OrderBy(one => one.Key.EndsWith("/config", StringComparison.Ordinal) ? 0 : 1))
                Published?.Invoke(topic, payload, true);
        }
    }

    internal void AddTo(PeerCommands commands) => commands["mqtt/subscribe"] = (socket, id, message) =>
    {
        var filter = message.GetProperty("topic").GetString()!;
        socket.Result(id, null);
        lock (_gate)
        {
            var listener = (filter, (Action<string, string, bool>)Tell);
            _listeners.Add(listener);
            foreach (var (topic, payload) in _retained.Where(one => Matches(filter, one.Key))) Tell(topic, payload, true);
            socket.Subscriptions[id] = () =>
            {
                lock (_gate) _listeners.Remove(listener);
            };
        }

        void Tell(string topic, string payload, bool isRetained) => socket.Event(id, new JsonObject
        {
            ["topic"] = topic,
            ["payload"] = payload,
            ["qos"] = 0,
            ["retain"] = isRetained,
        });
    };

    private static bool Matches(string filter, string topic)
    {
        var (wanted, had) = (filter.Split('/'), topic.Split('/'));
        for (var place = 0; place < wanted.Length; place++)
        {
            if (wanted[place] == "#") return true;
            if (place >= had.Length || (wanted[place] != "+" && wanted[place] != had[place])) return false;
        }

        return wanted.Length == had.Length;
    }
}
