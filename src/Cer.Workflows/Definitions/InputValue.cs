using System.Text.Json.Nodes;

namespace Cer.Workflows.Definitions;

/// <summary>What a designer wrote into an input: an expression and the type that it is turned into.</summary>
/// <param name="TypeName">As written; null when the input was a bare scalar.</param>
/// <param name="Syntax"><c>Literal</c>, <c>JavaScript</c>, <c>Variable</c> …</param>
/// <param name="Value">The expression itself; null is the literal null.</param>
public sealed record InputValue(string? TypeName, string Syntax, JsonNode? Value)
{
    /// <summary>Reads a property of an activity; null when it is not set.</summary>
    public static InputValue? Read(JsonNode? node) => node switch
    {
        null => null,
        JsonValue scalar => new(null, "Literal", scalar),
        JsonArray list => new(null, "Object", list),
        JsonObject wrapped when wrapped["typeName"] is JsonValue => ReadWrapped(wrapped),
        _ => null,
    };

    /// <summary>An expression without a wrapper, as cases of a switch have it.</summary>
    public static InputValue? ReadExpression(JsonNode? node) =>
        node is JsonObject expression ? new(null, Text(expression["type"]) ?? "Literal", expression["value"]) : Read(node);

    private static InputValue? ReadWrapped(JsonObject wrapped) => wrapped["expression"] is JsonObject expression
        ? new(Text(wrapped["typeName"]), Text(expression["type"]) ?? "Literal", expression["value"])
        : null;

    private static string? Text(JsonNode? node) => JsonRead.Text(node);
}
