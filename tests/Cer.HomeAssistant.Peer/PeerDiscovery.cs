using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Peer;

/// <summary>MQTT discovery of the peer: devices from 2024.11, components in all versions.</summary>
public sealed class PeerDiscovery
{
    private readonly HomePeer _peer;
    private readonly Dictionary<string, PeerMqttEntity> _entities = [];
    private readonly Dictionary<string, string> _ids = [];
    private readonly Dictionary<string, HashSet<string>> _of = [];
    private readonly List<string> _refusals = [];

    internal PeerDiscovery(HomePeer peer)
    {
        _peer = peer;
        if (peer.Options.HasMqtt) peer.Mqtt.Published += (topic, payload, _) => Hear(topic, payload);
    }

    /// <summary>The first part of the topics.</summary>
    public string Prefix { get; set; } = "homeassistant";

    /// <summary>The announced entities by their unique ids.</summary>
    public IReadOnlyDictionary<string, PeerMqttEntity> Entities => _entities;

    /// <summary>Why announcements were not taken, and what was warned of.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>The owner calls an entity otherwise: that stays.</summary>
    public void Rename(string uniqueId, string entityId)
    {
        var before = _entities[uniqueId];
        _ids[uniqueId] = entityId;
        _peer.States.Remove(before.EntityId);
        Put(before with { EntityId = entityId });
    }

    /// <summary>The broker starts again without having kept anything: all are gone until they are announced again.</summary>
    public void RestartBroker()
    {
        _peer.Mqtt.Forget();
        _of.Clear();
        foreach (var entity in _entities.Values)
            _peer.States.Set(entity.EntityId, "unavailable", new() { ["restored"] = true });
        _entities.Clear();
    }

    /// <summary>Core starts: what is retained comes at once, and Core says that it is there.</summary>
    internal void Start()
    {
        foreach (var entity in _entities.Values)
            _peer.States.Set(entity.EntityId, "unavailable", new() { ["restored"] = true });
        _entities.Clear();
        _of.Clear();
        _peer.Mqtt.Repeat();
        _peer.Mqtt.Publish($"{Prefix}/status", "online");
    }

    private void Hear(string topic, string payload)
    {
        if (topic.Split('/') is [var prefix, var platform, .., "config"] && prefix == Prefix) Announce(topic, platform, payload);
        foreach (var entity in _entities.Values.ToArray())
            if (entity.Hear(topic, payload) is var after && after != entity) Put(after);
    }

    private void Announce(string topic, string platform, string payload)
    {
        var version = HomeVersion.Read(_peer.Version);
        if (platform == "device" && version < HomeVersion.DeviceDiscovery) return;
        var told = new HashSet<string>();
        try
        {
            var config = payload.Length == 0 ? null : JsonNode.Parse(payload)!.AsObject();
            if (config is not null && platform == "device") Devices(config, told, version);
            else if (config is not null) Component(platform, config, told, version);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            _refusals.Add($"{topic}: {failure.Message}");
            return;
        }

        foreach (var gone in _of.GetValueOrDefault(topic, []).Where(id => !told.Contains(id))) Remove(gone);
        _of[topic] = told;
    }

    private void Devices(JsonObject config, HashSet<string> told, HomeVersion version)
    {
        if (config["origin"]?["name"] is null) throw new FormatException("required key not provided @ data['origin']");
        if (config["device"] is not JsonObject device || (device["identifiers"] ?? device["connections"]) is null)
            throw new FormatException("Device must have at least one identifying value in 'identifiers' and/or 'connections'");
        if (config["components"] is not JsonObject components) throw new FormatException("required key not provided @ data['components']");
        foreach (var (_, node) in components)
        {
            var component = node!.AsObject();
            var platform = (string?)component["platform"] ?? throw new FormatException("required key not provided @ data['platform']");
            if (component.Count == 1) continue;
            var whole = component.DeepClone().AsObject();
            foreach (var (name, value) in config.Where(one => one.Key is not "components" && !whole.ContainsKey(one.Key)))
                whole[name] = value?.DeepClone();
            Component(platform, whole, told, version);
        }
    }

    private void Component(string platform, JsonObject config, HashSet<string> told, HomeVersion version)
    {
        var unique = (string?)config["unique_id"];
        if (unique is null && config["device"] is not null) throw new FormatException("required key not provided @ data['unique_id']");
        var deviceClass = (string?)config["device_class"];
        if (deviceClass == "monetary" && (string?)config["state_class"] is { } state and not "total")
            _refusals.Add($"warning: state class '{state}' is impossible considering device class 'monetary'");
        if (deviceClass == "energy" && (string?)config["unit_of_measurement"] is "W" or "kW" && version >= new HomeVersion(2025, 7))
            throw new FormatException("The unit of measurement is not valid together with device class 'energy'");
        var id = unique ?? Slug((string?)config["name"] ?? "mqtt");
        told.Add(id);
        _ids.TryAdd(id, FirstId(platform, config, version));
        var entity = new PeerMqttEntity(id, _ids[id], config);
        if (_entities.TryGetValue(id, out var before)) entity = entity with { IsAvailable = before.IsAvailable, Value = before.Value };
        Put(entity);

        // Whoever subscribes now is told what is retained.
        foreach (var topic in entity.AvailabilityTopics.Append(entity.Text("state_topic")))
            if (topic is not null && _peer.Mqtt.Retained.TryGetValue(topic, out var kept)) Put(_entities[id].Hear(topic, kept));
    }

    private static string FirstId(string platform, JsonObject config, HomeVersion version)
    {
        if (version >= new HomeVersion(2025, 10) && (string?)config["default_entity_id"] is { } whole) return whole;
        if (version < new HomeVersion(2026, 4) && (string?)config["object_id"] is { } second) return $"{platform}.{second}";
        return $"{platform}.{Slug($"{(string?)config["device"]?["name"]} {(string?)config["name"] ?? "mqtt"}")}";
    }

    private static string Slug(string words)
    {
        var letters = words.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ');
        return string.Join('_', string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private void Put(PeerMqttEntity entity)
    {
        _entities[entity.UniqueId] = entity;
        _peer.States.Set(entity.EntityId, entity.State, entity.Attributes);
    }

    private void Remove(string id)
    {
        if (_entities.Remove(id, out var entity)) _peer.States.Remove(entity.EntityId);
    }
}
