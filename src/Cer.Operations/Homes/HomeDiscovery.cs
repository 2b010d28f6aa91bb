using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.Operations.Homes;

/// <summary>Writes what announces devices to Home Assistant, and what they say.</summary>
/// <remarks>
/// Source: the manual of the MQTT integration. Without an origin the device form is rejected; the names of entities go by
/// both words, of which later versions know one and earlier ones the other.
/// </remarks>
public sealed class HomeDiscovery(HomeTopics topics, string version)
{
    /// <summary>Who announces; by it we know our own announcements again.</summary>
    public const string Origin = "CerAutomation";

    /// <summary>After so many seconds of silence a live value is not available.</summary>
    public const int ExpireAfter = 600;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode node) => node.ToJsonString(Plain);

    /// <summary>The announcements of devices: one each, or one for each entity.</summary>
    public IReadOnlyList<HomeMessage> Announce(IReadOnlyList<HomeDevice> devices, HomeForm form) =>
        [.. devices.SelectMany(device => form == HomeForm.Device ? [InOne(device)] : Each(device))];

    /// <summary>What a device says now.</summary>
    public HomeMessage State(HomeDevice device)
    {
        var values = new JsonObject();
        var attributes = new JsonObject();
        foreach (var entity in device.Entities.Where(entity => entity.Platform != HomePlatform.Button))
        {
            values[entity.Key] = entity.Value?.DeepClone();
            if (entity.Attributes is not null) attributes[entity.Key] = entity.Attributes.DeepClone();
        }

        values["day_from"] = device.DayFrom;
        values["month_from"] = device.MonthFrom;
        values["attributes"] = attributes;
        return new(topics.State(device), Text(values));
    }

    private HomeMessage InOne(HomeDevice device)
    {
        var components = new JsonObject();
        foreach (var entity in device.Entities)
        {
            var config = Config(device, entity);
            config["platform"] = HomeWords.Of(entity.Platform);
            if (entity.Platform == HomePlatform.Button) config.Remove("state_topic");
            components[entity.Key] = config;
        }

        return new(topics.DeviceConfig(device.Id), Text(new JsonObject
        {
            ["device"] = About(device),
            ["origin"] = Sender(),
            ["availability_topic"] = topics.Status,
            ["state_topic"] = topics.State(device),
            ["qos"] = 1,
            ["encoding"] = "utf-8",
            ["components"] = components,
        }));
    }

    private IEnumerable<HomeMessage> Each(HomeDevice device)
    {
        foreach (var entity in device.Entities)
        {
            var config = Config(device, entity);
            config["device"] = About(device);
            config["origin"] = Sender();
            config["availability_topic"] = topics.Status;
            if (entity.Platform != HomePlatform.Button) config["state_topic"] = topics.State(device);
            config["qos"] = 1;
            yield return new(topics.ComponentConfig(entity.Platform, device.Id, entity.Key), Text(config));
        }
    }

    private JsonObject Config(HomeDevice device, HomeEntity entity)
    {
        var id = $"{device.Id}_{entity.Key}";
        var config = new JsonObject
        {
            ["name"] = entity.Name,
            ["unique_id"] = id,
            ["default_entity_id"] = $"{HomeWords.Of(entity.Platform)}.{id}",
            ["object_id"] = id,
        };
        if (entity.DeviceClass is { } deviceClass) config["device_class"] = deviceClass;
        if (entity.Icon is { } icon) config["icon"] = icon;
        if (entity.IsDiagnostic) config["entity_category"] = "diagnostic";
        if (entity.Platform == HomePlatform.Button)
        {
            config["command_topic"] = topics.Command(device, entity);
            return config;
        }

        config["value_template"] = $"{{{{ value_json.{entity.Key} }}}}";
        if (entity.Unit is { } unit) config["unit_of_measurement"] = unit;
        if (HomeWords.Of(entity.Sum) is { } sum) config["state_class"] = sum;
        if (entity.Sum is HomeSum.TotalOfDay or HomeSum.TotalOfMonth)
            config["last_reset_value_template"] = $"{{{{ value_json.{(entity.Sum == HomeSum.TotalOfDay ? "day" : "month")}_from }}}}";
        if (entity.Decimals is { } decimals) config["suggested_display_precision"] = decimals;
        if (entity.IsLive) config["expire_after"] = ExpireAfter;
        if (entity.Attributes is not null)
        {
            config["json_attributes_topic"] = topics.State(device);
            config["json_attributes_template"] = $"{{{{ value_json.attributes.{entity.Key} | tojson }}}}";
        }

        return config;
    }

    private JsonObject Sender() => new() { ["name"] = Origin, ["sw_version"] = version };

    private static JsonObject About(HomeDevice device)
    {
        var about = new JsonObject
        {
            ["identifiers"] = new JsonArray(device.Id),
            ["name"] = device.Name,
            ["manufacturer"] = Origin,
            ["model"] = device.Model,
        };
        if (device.Through is { } through) about["via_device"] = through;
        return about;
    }
}
