using System.Text.Json.Nodes;
using Cer.Workflows.Definitions;
using Cer.Workflows.Values;

namespace Cer.Workflows.Hosting;

/// <summary>What of an activity may be kept in the history: by property, else by activity, else by definition, else all.</summary>
/// <remarks>
/// Read from <c>logPersistenceMode</c> (<c>Include</c>, <c>Exclude</c>, <c>Inherit</c>; at an activity with <c>default</c>,
/// <c>inputs</c> and <c>outputs</c>) and from <c>logPersistenceConfig</c>, where the type of a strategy says the same.
/// </remarks>
public sealed class HistoryFilter(WorkflowDefinition definition)
{
    private const int MostCharacters = 256 * 1024;

    private readonly bool _byDefinition =
        Default(definition.Custom("logPersistenceConfig")) ?? Default(definition.Custom("logPersistenceMode")) ?? true;

    /// <summary>The fields that may be kept, as JSON; null when there are none.</summary>
    public string? Keep(ActivityNode? node, string part, OrderedDictionary<string, object?> fields)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in fields)
            if (Keeps(node, part, name)) kept[name] = ValueJson.ToPlain(value);
        if (kept.Count == 0) return null;
        var text = kept.ToJsonString();
        return text.Length <= MostCharacters
            ? text
            : new JsonObject { ["tooLarge"] = text.Length }.ToJsonString();
    }

    public bool Keeps(ActivityNode? node, string part, string name) =>
        Property(node, "logPersistenceConfig", part, name) ?? Property(node, "logPersistenceMode", part, name) ?? Keeps(node);

    /// <summary>Whether the activity as a whole may be kept, and with it what it said when it failed.</summary>
    public bool Keeps(ActivityNode? node) => node is null
        ? _byDefinition
        : Default(node.Custom("logPersistenceConfig")) ?? Default(node.Custom("logPersistenceMode")) ?? _byDefinition;

    private static bool? Property(ActivityNode? node, string key, string part, string name) =>
        node?.Custom(key) is JsonObject config && config[part] is JsonObject fields ? Read(JsonRead.Member(fields, name)) : null;

    private static bool? Default(JsonNode? written) => written is JsonObject config ? Read(config["default"]) : Read(written);

    private static bool? Read(JsonNode? written)
    {
        var text = JsonRead.Text(written) ?? JsonRead.Text((written as JsonObject)?["strategyType"]) ?? "";
        return text.Contains("Exclude", StringComparison.OrdinalIgnoreCase) ? false
            : text.Contains("Include", StringComparison.OrdinalIgnoreCase) ? true
            : null;
    }
}
