using System.Text.Json.Nodes;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Definitions that several tests use.</summary>
internal static class Flows
{
    /// <summary>Twenty steps: ten that write into the database, ten that write a line.</summary>
    public static string TwentySteps() => Definition(Sequence(
        "all", [.. Enumerable.Range(0, 10).SelectMany(i => new[] { Own($"i{i}", "Insert", $"e{i}"), Line($"l{i}") })]));

    /// <summary>An activity of the tests.</summary>
    public static JsonObject Own(string id, string type, string what, JsonObject? custom = null)
    {
        var json = Activity(id, type, ("what", Literal(what)));
        json["type"] = "Test." + type;
        if (custom is not null) json["customProperties"] = custom;
        return json;
    }

    /// <summary>The same definition with properties of its own.</summary>
    public static string With(string definition, params (string Name, string Value)[] custom)
    {
        var json = (JsonObject)JsonNode.Parse(definition)!;
        var properties = new JsonObject();
        foreach (var (name, value) in custom) properties[name] = value;
        json["customProperties"] = properties;
        return json.ToJsonString();
    }

    /// <summary>An activity that begins instances.</summary>
    public static JsonObject Trigger(string id, string type, string input, string value, string valueType = "String",
        params (string Name, string Value)[] custom)
    {
        var properties = new JsonObject { ["canStartWorkflow"] = true };
        foreach (var (name, said) in custom) properties[name] = said;
        return Activity(id, type, (input, Literal(value, valueType)), ("customProperties", properties));
    }
}
