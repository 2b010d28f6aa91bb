using System.Text.Json.Nodes;

namespace Cer.Workflows.Definitions;

/// <summary>An arrow of a flowchart.</summary>
/// <param name="Source">The id of the activity that it leaves.</param>
/// <param name="SourcePort">The outcome that it follows; <c>Done</c> when none is written.</param>
/// <param name="Target">The id of the activity that it leads to.</param>
/// <param name="TargetPort">Usually <c>In</c>.</param>
public sealed record Connection(string Source, string SourcePort, string Target, string? TargetPort)
{
    /// <summary>The arrows of a flowchart in both spellings, those to missing activities left out.</summary>
    public static IReadOnlyList<Connection> Of(ActivityNode flowchart)
    {
        var ids = flowchart.Ports("activities").Select(node => node.Id).ToHashSet();
        return [.. Raw(flowchart.Property("connections"))
            .Select(Read)
            .OfType<Connection>()
            .Where(connection => ids.Contains(connection.Source) && ids.Contains(connection.Target))];
    }

    /// <summary>Lists, a list wrapped in <c>$values</c>, and a single arrow.</summary>
    internal static IEnumerable<JsonObject> Raw(JsonNode? node) => node switch
    {
        JsonArray list => list.OfType<JsonObject>(),
        JsonObject one when one["$values"] is JsonArray list => list.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    internal static Connection? Read(JsonObject json)
    {
        var (source, sourcePort) = End(json, "source");
        var (target, targetPort) = End(json, "target");
        return source is null || target is null ? null : new(source, sourcePort ?? "Done", target, targetPort);
    }

    private static (string? Activity, string? Port) End(JsonObject json, string name) => JsonRead.Member(json, name) switch
    {
        JsonObject end => (JsonRead.Name(JsonRead.Member(end, "activity")), JsonRead.Text(JsonRead.Member(end, "port"))),
        JsonValue id => (JsonRead.Name(id), JsonRead.Text(JsonRead.Member(json, name + "Port"))),
        _ => (null, null),
    };
}
