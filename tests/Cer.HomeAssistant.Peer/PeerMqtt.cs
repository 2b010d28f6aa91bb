using System.Text.Json.Nodes;

namespace Cer.HomeAssistant.Peer;

/// <summary>The broker of the peer's house, as far as Core shows it.</summary>
public sealed class PeerMqtt
{
    private readonly Dictionary<string, string> _retained = [];
    private readonly List<(string Filter, Action<string, string, bool> Tell)> _listeners = [];
    private readonly Lock _gate = new();

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
