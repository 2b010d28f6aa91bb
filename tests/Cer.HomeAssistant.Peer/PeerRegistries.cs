using System.Text.Json.Nodes;

namespace Cer.HomeAssistant.Peer;

/// <summary>The registries of the peer.</summary>
public sealed class PeerRegistries
{
    public IList<JsonObject> Entities { get; } = [];

    public IList<JsonObject> Devices { get; } = [];

    public IList<JsonObject> Areas { get; } = [];

    /// <summary>Whether they are told; one that does not know the commands refuses them.</summary>
    public bool AreTold { get; set; } = true;

    public PeerRegistries Area(string id, string name)
    {
        Areas.Add(new() { ["area_id"] = id, ["name"] = name, ["aliases"] = new JsonArray(), ["picture"] = null });
        return this;
    }

    public PeerRegistries Device(string id, string name, string? area = null, string? manufacturer = null, string? model = null)
    {
        Devices.Add(new()
        {
            ["id"] = id,
            ["name"] = name,
            ["name_by_user"] = null,
            ["area_id"] = area,
            ["manufacturer"] = manufacturer,
            ["model"] = model,
            ["via_device_id"] = null,
            ["disabled_by"] = null,
            ["identifiers"] = new JsonArray(),
            ["connections"] = new JsonArray(),
        });
        return this;
    }

    public PeerRegistries Entity(string id, string platform, string? device = null, string? area = null, string? name = null)
    {
        Entities.Add(new()
        {
            ["entity_id"] = id,
            ["unique_id"] = $"{platform}-{id}",
            ["platform"] = platform,
            ["device_id"] = device,
            ["area_id"] = area,
            ["name"] = null,
            ["original_name"] = name,
            ["disabled_by"] = null,
        });
        return this;
    }

    internal void AddTo(PeerCommands commands)
    {
        commands["config/entity_registry/list"] = (socket, id, _) => socket.Result(id, All(Entities));
        commands["config/device_registry/list"] = (socket, id, _) => socket.Result(id, All(Devices));
        commands["config/area_registry/list"] = (socket, id, _) => socket.Result(id, All(Areas));
        commands["config/entity_registry/list_for_display"] = (socket, id, _) => socket.Result(id, new JsonObject
        {
            ["entity_categories"] = new JsonObject { ["0"] = "config", ["1"] = "diagnostic" },
            ["entities"] = new JsonArray([.. Entities.Select(one => (JsonNode)new JsonObject
            {
                ["ei"] = one["entity_id"]!.DeepClone(),
                ["pl"] = one["platform"]?.DeepClone(),
                ["di"] = one["device_id"]?.DeepClone(),
            })]),
        });
    }

    private JsonArray All(IEnumerable<JsonObject> list) => AreTold
        ? new([.. list.Select(one => one.DeepClone())])
        : throw new PeerRefusal("unknown_command", "Unknown command.");
}
