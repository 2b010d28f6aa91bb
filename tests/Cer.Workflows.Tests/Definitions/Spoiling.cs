using System.Text.Json.Nodes;

namespace Cer.Workflows.Tests.Definitions;

/// <summary>Spoils definitions at random places: what is there is dropped, changed, copied, moved or nested.</summary>
internal sealed class Spoiling(int seed)
{
    private static readonly string[] Scalars =
    [
        "null", "true", "0", "-1", "3.5", "1e400", "\"\"", "\"x\"", "\"5\"", "[]", "{}", "[null]", "[1,[2]]", "{\"id\":\"a\"}",
        "{\"type\":\"Elsa.WriteLine\"}", "{\"type\":\"Elsa.WriteLine\",\"id\":\"a\"}", "\"Elsa.Flowchart\"", "\"Elsa.Nothing\"",
        "{\"typeName\":\"Int32\",\"expression\":{\"type\":\"JavaScript\",\"value\":\"getX(\"}}",
        "{\"typeName\":\"Object\",\"expression\":{\"type\":\"Liquid\",\"value\":\"{{ x\"}}",
        "{\"typeName\":\"Boolean\",\"expression\":{\"type\":\"CSharp\",\"value\":\"1 +\"}}",
        "{\"typeName\":\"Object\",\"expression\":{\"type\":\"Nothing\",\"value\":1}}",
        "{\"typeName\":\"Object\",\"expression\":{\"type\":\"Variable\",\"value\":{\"id\":3}}}",
        "{\"typeName\":\"Object\",\"memoryReference\":{\"id\":null}}", "\"2026-13-45\"", "\"99.99:99:99\"", "99999999999999999999",
        "\"HALF\"",
    ];

    private static readonly string[] Types =
    [
        "Flowchart", "Sequence", "Parallel", "FlowNode", "If", "Switch", "For", "ForEach", "ParallelForEach", "While", "Fork",
            "FlowDecision",
        "FlowSwitch", "FlowFork", "FlowJoin", "Break", "Finish", "Complete", "Start", "End", "WriteLine", "SetVariable", "SetOutput",
        "Correlate", "Fault", "PublishEvent", "Event", "Delay", "Timer", "Cron", "StartAt", "RunTask", "DispatchWorkflow",
            "ExecuteWorkflow",
        "BulkDispatchWorkflows", "HttpEndpoint", "WriteHttpResponse", "SendHttpRequest", "FlowSendHttpRequest", "DownloadHttpFile",
        "SendEmail", "RunJavaScript", "RunCSharp", "RunLiquid", "RunPython", "NotFoundActivity",
    ];

    private readonly Random _random = new(seed);

    public string Spoil(string definition)
    {
        var json = JsonNode.Parse(definition)!;
        for (var i = _random.Next(1, 6); i > 0; i--)
        {
            List<JsonNode> places = [];
            Collect(json, places);
            Change(places[_random.Next(places.Count)], places);
        }

        return json.ToJsonString().Replace("HALF", "\\ud83d", StringComparison.Ordinal);
    }

    private void Change(JsonNode place, List<JsonNode> places)
    {
        switch (place)
        {
            case JsonObject { Count: > 0 } fields:
                var name = fields.Select(field => field.Key).ElementAt(_random.Next(fields.Count));
                if (_random.Next(6) == 0) fields.Remove(name);
                else if (_random.Next(4) == 0 && fields.ContainsKey("type")) fields["type"] = "Elsa." + Types[_random.Next(Types.Length)];
                else if (_random.Next(4) == 0) fields[name.ToUpperInvariant()] = fields[name]?.DeepClone();
                else fields[name] = Something(places);
                break;
            case JsonArray list:
                if (list.Count > 0 && _random.Next(2) == 0) list.RemoveAt(_random.Next(list.Count));
                else if (list.Count > 0 && _random.Next(2) == 0) list.Add(list[_random.Next(list.Count)]?.DeepClone());
                else list.Insert(_random.Next(list.Count + 1), Something(places));
                break;
        }
    }

    /// <summary>A scrap, or something from elsewhere in the same definition.</summary>
    private JsonNode? Something(List<JsonNode> places) => _random.Next(3) == 0
        ? places[_random.Next(places.Count)] is { } other && other.ToJsonString().Length < 4000 ? other.DeepClone() : null
        : JsonNode.Parse(Scalars[_random.Next(Scalars.Length)]);

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is not (JsonObject or JsonArray)) return;
        places.Add(node);
        if (node is JsonArray list)
            foreach (var item in list) Collect(item, places);
        else
            foreach (var (_, value) in (JsonObject)node) Collect(value, places);
    }
}
