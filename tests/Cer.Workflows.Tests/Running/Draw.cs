using System.Text.Json.Nodes;

namespace Cer.Workflows.Tests.Running;

/// <summary>Draws definitions in few words.</summary>
internal static class Draw
{
    public static JsonObject Input(string syntax, string value, string type = "Object") => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value },
    };

    public static JsonObject Literal(string value, string type = "String") => Input("Literal", value, type);

    public static JsonObject Variable(string name) => new()
    {
        ["typeName"] = "Object",
        ["expression"] = new JsonObject { ["type"] = "Variable", ["value"] = new JsonObject { ["id"] = name, ["name"] = name } },
    };

    public static JsonObject Output(string target) =>
        new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = target } };

    public static JsonObject Activity(string id, string type, params (string Name, JsonNode? Value)[] properties)
    {
        var json = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = "Elsa." + type, ["version"] = 1 };
        foreach (var (name, value) in properties) json[name] = value;
        return json;
    }

    public static JsonObject Line(string text) => Activity("line-" + text, "WriteLine", ("text", Literal(text)));

    public static JsonObject LineOf(string id, string variable) => Activity(id, "WriteLine", ("text", Variable(variable)));

    public static JsonObject LineJs(string id, string script) => Activity(id, "WriteLine", ("text", Input("JavaScript", script, "String")));

    public static JsonObject Sequence(string id, params JsonObject[] activities) =>
        Activity(id, "Sequence", ("activities", new JsonArray([.. activities])));

    /// <summary>Arrows as <c>from:port -> to</c>, the port left out when it is Done.</summary>
    public static JsonObject Flowchart(string id, JsonObject[] activities, params string[] arrows) => Activity(
        id,
        "Flowchart",
        ("activities", new JsonArray([.. activities])),
        ("connections", new JsonArray([.. arrows.Select(Arrow)])));

    public static JsonObject Flowchart(JsonObject[] activities, params string[] arrows) => Flowchart("flow", activities, arrows);

    public static JsonObject Value(string name, string type, string? value = null) =>
        new() { ["id"] = name, ["name"] = name, ["typeName"] = type, ["value"] = value };

    public static JsonObject Named(string name, string type) => new() { ["name"] = name, ["type"] = type };

    public static string Definition(
        JsonObject root,
        JsonObject[]? variables = null,
        JsonObject[]? inputs = null,
        JsonObject[]? outputs = null,
        string id = "main",
        int version = 1,
        JsonObject? options = null) => new JsonObject
        {
            ["id"] = $"{id}-v{version}",
            ["definitionId"] = id,
            ["name"] = id,
            ["version"] = version,
            ["isLatest"] = true,
            ["isPublished"] = true,
            ["variables"] = new JsonArray([.. variables ?? []]),
            ["inputs"] = new JsonArray([.. inputs ?? []]),
            ["outputs"] = new JsonArray([.. outputs ?? []]),
            ["options"] = options,
            ["root"] = root,
        }.ToJsonString();

    private static JsonNode Arrow(string arrow)
    {
        var ends = arrow.Split("->", StringSplitOptions.TrimEntries);
        var from = ends[0].Split(':');
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from[0], ["port"] = from.Length > 1 ? from[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = ends[1], ["port"] = "In" },
        };
    }
}
