using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.HomeAssistant.Peer;

/// <summary>The services of the peer, who called them, and the notifications that stand.</summary>
public sealed class PeerServices
{
    private readonly ConcurrentDictionary<string, Func<JsonObject, JsonObject?>> _services = new();
    private readonly ConcurrentQueue<PeerServiceCall> _calls = new();

    public PeerServices(TimeProvider time)
    {
        this["persistent_notification.create"] = data =>
        {
            if (data["message"] is null) throw new PeerRefusal("invalid_format", "required key not provided @ data['message']");
            Notifications[(string?)data["notification_id"] ?? $"{time.GetTimestamp()}"] = data;
            return null;
        };
        this["persistent_notification.dismiss"] = data =>
        {
            Notifications.TryRemove((string)data["notification_id"]!, out _);
            return null;
        };
    }

    public IReadOnlyCollection<PeerServiceCall> Calls => _calls;

    /// <summary>The notifications that stand, by their ids.</summary>
    public ConcurrentDictionary<string, JsonObject> Notifications { get; } = new();

    /// <summary>What a service such as <c>notify.mobile</c> does, and answers.</summary>
    public Func<JsonObject, JsonObject?> this[string name]
    {
        set => _services[name] = value;
    }

    internal JsonObject? Call(string domain, string service, JsonElement data, JsonElement target)
    {
        if (!_services.TryGetValue($"{domain}.{service}", out var known))
            throw new PeerRefusal("not_found", $"Service {domain}.{service} not found.");
        var given = data.ValueKind == JsonValueKind.Object ? JsonObject.Create(data.Clone())! : [];
        var answer = known(given);
        _calls.Enqueue(new(domain, service, given, target.ValueKind == JsonValueKind.Object ? JsonObject.Create(target.Clone()) : null));
        return answer;
    }

    internal JsonObject Describe()
    {
        var all = new JsonObject();
        foreach (var name in _services.Keys.Select(name => name.Split('.')))
        {
            if (all[name[0]] is not JsonObject domain) all[name[0]] = domain = [];
            domain[name[1]] = new JsonObject { ["fields"] = new JsonObject() };
        }

        return all;
    }
}
