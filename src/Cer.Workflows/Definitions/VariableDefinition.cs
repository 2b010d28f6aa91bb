using System.Text.Json.Nodes;
using Cer.Workflows.Values;

namespace Cer.Workflows.Definitions;

/// <summary>A variable that a workflow or a container declares.</summary>
/// <param name="Id">By which activities refer to it.</param>
/// <param name="Name">By which expressions ask for it.</param>
/// <param name="Type">What its values are turned into.</param>
/// <param name="Initial">As written, in string form; null when it starts empty.</param>
/// <param name="InMemoryOnly">Lost where the run waits: what Elsa calls the memory driver.</param>
public sealed record VariableDefinition(string Id, string Name, DataType Type, JsonNode? Initial, bool InMemoryOnly)
{
    public static IReadOnlyList<VariableDefinition> Of(JsonObject container) =>
        [.. JsonRead.Objects(JsonRead.Member(container, "variables")).Select(Read)];

    internal static VariableDefinition Read(JsonObject json)
    {
        var name = JsonRead.Text(json["name"]) ?? "";
        var driver = JsonRead.Text(json["storageDriverTypeName"]) ?? JsonRead.Text(json["storageDriverType"]) ?? "";
        return new(
            JsonRead.Text(json["id"]) ?? name,
            name,
            DataType.Parse(JsonRead.Text(json["typeName"]) ?? JsonRead.Text(json["type"]), JsonRead.Flag(json["isArray"])),
            json["value"] is JsonNode value ? value : json["defaultValue"],
            driver.Split(',')[0].EndsWith("MemoryStorageDriver", StringComparison.Ordinal));
    }

    /// <summary>The value that it starts with; none when what is written is not of its type, which the check reports.</summary>
    public object? InitialValue()
    {
        try
        {
            return Written();
        }
        catch (Expressions.ExpressionException)
        {
            return null;
        }
    }

    /// <exception cref="Expressions.ExpressionException">The written value is not of its type.</exception>
    internal object? Written() => ValueConversion.To(Type, ValueJson.FromPlain(Initial));
}
