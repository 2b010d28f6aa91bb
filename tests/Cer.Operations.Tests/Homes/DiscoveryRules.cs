using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cer.Operations.Tests.Homes;

/// <summary>What Home Assistant wants of an announcement, written from its manual and from what was measured on it.</summary>
internal static partial class DiscoveryRules
{
    // Sensor classes that we use: their units, and the state classes that may stand beside them.
    private static readonly Dictionary<string, (string?[] Units, string?[] States)> Classes = new()
    {
        ["energy"] = (["Wh", "kWh", "MWh"], ["total", "total_increasing"]),
        ["power"] = (["W", "kW"], ["measurement"]),
        ["monetary"] = (["EUR"], ["total"]),
        ["timestamp"] = ([null], [null]),
    };

    private static readonly string[] Known =
    [
        "name", "unique_id", "default_entity_id", "object_id", "device_class", "icon", "entity_category", "command_topic",
        "value_template", "unit_of_measurement", "state_class", "last_reset_value_template", "suggested_display_precision",
        "expire_after", "json_attributes_topic", "json_attributes_template", "state_topic", "platform",
        "device", "origin", "availability_topic", "qos",
    ];

    /// <summary>The faults of an announcement; none of a good one.</summary>
    public static IReadOnlyList<string> FaultsOf(string topic, string text, string prefix = "homeassistant")
    {
        var faults = new List<string>();
        var config = JsonNode.Parse(text)!.AsObject();
        if (!(config["origin"] as JsonObject)?.ContainsKey("name") ?? true) faults.Add("no origin.name");
        if ((config["device"]?["identifiers"] as JsonArray)?.Count is not > 0) faults.Add("no device.identifiers");
        if (config["availability_topic"] is null) faults.Add("no availability");
        if ((int?)config["qos"] != 1) faults.Add("qos is not 1");
        if (DeviceTopic(prefix).IsMatch(topic))
        {
            foreach (var (key, component) in config["components"]!.AsObject())
            {
                if (!KeyForm().IsMatch(key)) faults.Add($"{key}: its key");
                faults.AddRange(OfEntity(key, component!.AsObject(), (string)component["platform"]!, config["state_topic"] is not null));
            }
        }
        else if (ComponentTopic(prefix).Match(topic) is { Success: true } found)
        {
            if (config.ContainsKey("platform")) faults.Add("a platform beside the topic's");
            faults.AddRange(OfEntity(topic, config, found.Groups[1].Value, false));
        }
        else
        {
            faults.Add($"{topic}: no topic of discovery");
        }

        return faults;
    }

    private static IEnumerable<string> OfEntity(string key, JsonObject one, string platform, bool isStateShared)
    {
        foreach (var unknown in one.Select(member => member.Key).Except(Known)) yield return $"{key}: unknown {unknown}";
        if (platform is not ("sensor" or "binary_sensor" or "button")) yield return $"{key}: platform {platform}";
        if (one["unique_id"] is null) yield return $"{key}: no unique_id";
        if ((string?)one["default_entity_id"] != $"{platform}.{(string?)one["object_id"]}") yield return $"{key}: the two ids differ";
        if (!EntityForm().IsMatch((string?)one["default_entity_id"] ?? "")) yield return $"{key}: {one["default_entity_id"]}";
        if (platform == "button")
        {
            if (one["command_topic"] is null || one["state_topic"] is not null) yield return $"{key}: its topics";
            yield break;
        }

        if (one["state_topic"] is null && !isStateShared) yield return $"{key}: no state_topic";
        if (platform == "binary_sensor") yield break;
        var (unit, state) = ((string?)one["unit_of_measurement"], (string?)one["state_class"]);
        if ((string?)one["device_class"] is { } its
            && (!Classes.TryGetValue(its, out var allowed) || !allowed.Units.Contains(unit) || !allowed.States.Contains(state)))
            yield return $"{key}: {its} with {unit} and {state}";
        if (one.ContainsKey("last_reset_value_template") && state != "total") yield return $"{key}: last_reset of {state}";
        if (state is not null && one["device_class"] is null && unit is not ("%" or null)) yield return $"{key}: {unit}";
        if (one.ContainsKey("suggested_display_precision") && state is null) yield return $"{key}: precision of a text";
    }

    private static Regex DeviceTopic(string prefix) => new($"^{Regex.Escape(prefix)}/device/[a-zA-Z0-9_-]+/config$");

    private static Regex ComponentTopic(string prefix) =>
        new($"^{Regex.Escape(prefix)}/([a-z_]+)/[a-zA-Z0-9_-]+/[a-zA-Z0-9_-]+/config$");

    [GeneratedRegex("^[a-z0-9_]+$")]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"^[a-z_]+\.(?!_)[a-z0-9_]+(?<!_)$")]
    private static partial Regex EntityForm();
}
