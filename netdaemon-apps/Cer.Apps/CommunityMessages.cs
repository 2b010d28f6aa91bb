using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cer.Apps;

/// <summary>What the app for the community says over MQTT: its entities, and what they show.</summary>
public static partial class CommunityMessages
{
    private const string Few = "Non mostrato: nella somma ci sono meno di sei privati, e si capirebbe quanto usa ciascuno.";

    // Three times the usual pace: then what is shown is old.
    private const int ExpireSeconds = 300;

    private static readonly (string Id, string Name, string Icon)[] Energies =
    [
        ("shared_hour", "Energia condivisa in quest'ora", "mdi:home-group"),
        ("shared_day", "Energia condivisa oggi", "mdi:home-group"),
        ("injected_day", "Energia immessa oggi", "mdi:transmission-tower-import"),
        ("withdrawn_day", "Energia prelevata oggi", "mdi:transmission-tower-export"),
    ];

    public static bool IsNode(string node) => NodeForm().IsMatch(node);

    public static string StateTopic(CommunityConfig config) => $"cer/apps/{config.Node}/state";

    /// <summary>Where it is said whether the app is there.</summary>
    public static string StatusTopic(CommunityConfig config) => $"cer/apps/{config.Node}/status";

    /// <summary>The entity by which the app sees whether Home Assistant shows what was announced.</summary>
    public static string Shown(CommunityConfig config) => $"sensor.{config.Node}_advice";

    /// <summary>What announces the entities, by the topics: the form that cores before the device form know too.</summary>
    public static IEnumerable<(string Topic, string Payload)> Announcements(CommunityConfig config)
    {
        foreach (var (id, name, icon) in Energies)
        {
            var sensor = Sensor(config, id, name, icon);
            sensor["device_class"] = "energy";
            sensor["unit_of_measurement"] = "kWh";
            // What is shared can be corrected and fall: no total_increasing.
            sensor["state_class"] = "total";
            var span = id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];
            sensor["last_reset_value_template"] = $"{{{{ value_json.{span}_from }}}}";
            sensor["json_attributes_topic"] = StateTopic(config);
            sensor["json_attributes_template"] = $"{{{{ value_json.attributes.{id} | tojson }}}}";
            yield return Message(config, id, sensor);
        }

        yield return Message(config, "advice", Sensor(config, "advice", "Consiglio", "mdi:lightbulb-on-outline"));
        var complete = Sensor(config, "complete", "Dati arrivati oggi", "mdi:database-check");
        complete["unit_of_measurement"] = "%";
        complete["entity_category"] = "diagnostic";
        yield return Message(config, "complete", complete);
    }

    /// <summary>What the entities show, of what the platform says; null when it says something else.</summary>
    public static string? State(JsonElement share)
    {
        try
        {
            var (hour, day) = (share.GetProperty("hour"), share.GetProperty("day"));
            decimal?[] sums = [Kwh(hour, "sharedKwh"), Kwh(day, "sharedKwh"), Kwh(day, "injectedKwh"), Kwh(day, "withdrawnKwh")];
            return new JsonObject(Energies.Zip(sums, (one, sum) => KeyValuePair.Create(one.Id, (JsonNode?)sum)))
            {
                ["attributes"] = new JsonObject(Energies.Zip(sums, (one, sum) => KeyValuePair.Create(
                    one.Id, (JsonNode?)(sum is null ? new JsonObject { ["note"] = Few } : [])))),
                ["hour_from"] = hour.GetProperty("from").GetString(),
                ["day_from"] = day.GetProperty("from").GetString(),
                ["complete"] = day.GetProperty("completenessPercent") is { ValueKind: JsonValueKind.Number } percent ? percent.GetInt32() : null,
                ["advice"] = Advice(hour),
            }.ToJsonString();
        }
        catch (Exception failure) when (failure is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What a household may do now; it says so when too little is known to say anything.</summary>
    public static string Advice(JsonElement hour)
    {
        var known = hour.GetProperty("completenessPercent");
        if (known.ValueKind != JsonValueKind.Number || known.GetInt32() < 50) return "Dati insufficienti";
        return Balance(hour) switch
        {
            "surplus" => "Conviene consumare adesso",
            "deficit" => "Meglio aspettare, se si può",
            "even" => "In equilibrio",
            _ => "Dati insufficienti",
        };
    }

    /// <summary>As the platform says, which knows also what it does not tell; one from before that word tells the sums.</summary>
    private static string? Balance(JsonElement hour)
    {
        if (hour.TryGetProperty("balance", out var word)) return word.GetString();
        if (Kwh(hour, "injectedKwh") is not { } given || Kwh(hour, "withdrawnKwh") is not { } taken) return null;
        if (given > taken * 1.1m) return "surplus";
        return given < taken * 0.9m ? "deficit" : "even";
    }

    /// <summary>A sum; null when it is not told, for too few people are behind it.</summary>
    private static decimal? Kwh(JsonElement span, string name) =>
        span.GetProperty(name) is { ValueKind: not JsonValueKind.Null } sum ? sum.GetDecimal() : null;

    private static JsonObject Sensor(CommunityConfig config, string id, string name, string icon) => new()
    {
        ["name"] = name,
        ["unique_id"] = $"cer_app_{config.Node}_{id}",
        ["object_id"] = $"{config.Node}_{id}",
        ["default_entity_id"] = $"sensor.{config.Node}_{id}",
        ["icon"] = icon,
        ["availability_topic"] = StatusTopic(config),
        ["state_topic"] = StateTopic(config),
        ["value_template"] = $"{{{{ value_json.{id} }}}}",
        ["expire_after"] = Math.Max(ExpireSeconds, config.EveryMinutes * 180),
        ["qos"] = 1,
        ["device"] = new JsonObject { ["identifiers"] = new JsonArray($"cer_app_{config.Node}"), ["name"] = config.Name },
        ["origin"] = new JsonObject { ["name"] = "CerAutomation" },
    };

    private static (string Topic, string Payload) Message(CommunityConfig config, string id, JsonObject sensor) =>
        ($"{config.DiscoveryPrefix}/sensor/cer_app_{config.Node}/{id}/config", sensor.ToJsonString());

    [GeneratedRegex("^[a-z0-9_]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeForm();
}
