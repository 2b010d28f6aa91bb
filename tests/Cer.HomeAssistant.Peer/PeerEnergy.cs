using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Peer;

/// <summary>The preferences of the Energy dashboard of the peer, in the shape of its version.</summary>
public sealed class PeerEnergy(HomePeer peer)
{
    private static readonly string[] Flat =
    [
        "stat_energy_from", "stat_energy_to", "stat_cost", "entity_energy_price", "number_energy_price", "stat_compensation",
        "entity_energy_price_export", "number_energy_price_export", "stat_rate", "power_config", "name",
    ];

    /// <summary>Null when nobody has set any.</summary>
    public JsonObject? Preferences { get; set; }

    internal void AddTo(PeerCommands commands)
    {
        commands["energy/get_prefs"] = (socket, id, _) =>
            socket.Result(id, Preferences?.DeepClone() ?? throw new PeerRefusal("not_found", "No prefs"));
        commands["energy/save_prefs"] = (socket, id, message) =>
        {
            Save(message);
            socket.Result(id, Preferences!.DeepClone());
        };
        commands["energy/info"] = (socket, id, _) =>
            socket.Result(id, new JsonObject { ["cost_sensors"] = new JsonObject(), ["solar_forecast_domains"] = new JsonArray() });
        commands["energy/validate"] = (socket, id, _) => socket.Result(id, new JsonObject
        {
            ["energy_sources"] = new JsonArray([.. Sources().Select(Issues)]),
            ["device_consumption"] = new JsonArray(),
        });
    }

    private IEnumerable<JsonNode?> Sources() => Preferences?["energy_sources"] as JsonArray ?? [];

    /// <summary>A series that does not exist is told, until it does.</summary>
    private JsonNode Issues(JsonNode? source)
    {
        var missing = Names(source).Where(name => name.Contains(':', StringComparison.Ordinal) && peer.Statistics.Find(name) is null)
            .Select(name => (JsonNode)new JsonArray(name, null)).ToArray();
        return missing.Length == 0 ? new JsonArray() : new JsonArray(new JsonObject
        {
            ["type"] = "statistics_not_defined",
            ["affected_entities"] = new JsonArray(missing),
            ["translation_placeholders"] = null,
        });
    }

    private static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => member.Value is JsonValue value
            ? member.Key.StartsWith("stat_", StringComparison.Ordinal) && value.TryGetValue<string>(out var name) ? [name] : []
            : Names(member.Value)),
        JsonArray many => many.SelectMany(Names),
        _ => [],
    };

    private void Save(JsonElement message)
    {
        PeerSchema.Check(message, "data", ["id", "type"], ["energy_sources", "device_consumption", "device_consumption_water"]);
        if (message.TryGetProperty("energy_sources", out var sources))
        {
            foreach (var grid in sources.EnumerateArray().Where(one => one.GetProperty("type").GetString() == "grid")) Check(grid);
        }

        var saved = Preferences?.DeepClone().AsObject()
            ?? new() { ["energy_sources"] = new JsonArray(), ["device_consumption"] = new JsonArray() };
        foreach (var list in message.EnumerateObject().Where(one => one.Name is not ("id" or "type")))
            saved[list.Name] = JsonNode.Parse(list.Value.GetRawText());
        Preferences = saved;
    }

    private void Check(JsonElement grid)
    {
        if (HomeVersion.Read(peer.Version) >= HomeVersion.FlatGrid)
        {
            PeerSchema.Check(grid, "data['energy_sources'][0]", ["type", "cost_adjustment_day"], Flat);
            return;
        }

        PeerSchema.Check(grid, "data['energy_sources'][0]", ["type", "flow_from", "flow_to", "cost_adjustment_day"], []);
        Check("flow_from", "stat_energy_from", "stat_cost");
        Check("flow_to", "stat_energy_to", "stat_compensation");

        void Check(string list, string energy, string money)
        {
            foreach (var flow in grid.GetProperty(list).EnumerateArray())
            {
                PeerSchema.Check(
                    flow, $"data['energy_sources'][0]['{list}'][0]", [energy], [money, "entity_energy_price", "number_energy_price"]);
            }
        }
    }
}
