using System.Text.Json.Nodes;

namespace Cer.Workflows.Definitions;

/// <summary>What a designer wrote into an input: an expression and the type that it is turned into.</summary>
/// <param name="TypeName">As written; null when the input was a bare scalar.</param>
/// <param name="Syntax"><c>Literal</c>, <c>JavaScript</c>, <c>Variable</c> …</param>
/// <param name="Value">The expression itself; null is the literal null.</param>
public sealed record InputValue(string? TypeName, string Syntax, JsonNode? Value)
{
    private static readonly string[] OwnSyntaxes = ["Literal", "Object", "Json", "Variable", "Input", "Output"];

    /// <summary>Reads a property of an activity; null when it is not set.</summary>
    public static InputValue? Read(JsonNode? node) => node switch
    {
        null => null,
        JsonValue scalar => new(null, "Literal", scalar),
        JsonArray list => new(null, "Object", list),
        JsonObject wrapped when wrapped["typeName"] is JsonValue => ReadWrapped(wrapped),
        _ => null,
    };

    /// <summary>An expression without a wrapper, as cases of a switch have it; one with a wrapper is taken out of it.</summary>
    public static InputValue? ReadExpression(JsonNode? node) => node switch
    {
        JsonObject wrapped when wrapped["expression"] is JsonObject inner => ReadExpression(inner),
        JsonObject expression => new(null, SyntaxOf(expression), expression["value"]),
        _ => Read(node),
    };

    private static InputValue? ReadWrapped(JsonObject wrapped) => wrapped["expression"] is JsonObject expression
        ? new(Text(wrapped["typeName"]), SyntaxOf(expression), expression["value"])
        : null;

    /// <summary>The syntax, in the spelling that is known here; nothing said is a literal.</summary>
    private static string SyntaxOf(JsonObject expression) => JsonRead.Text(expression["type"]) is not { Length: > 0 } written
        ? "Literal"
        : Array.Find(OwnSyntaxes, own => string.Equals(own, written, StringComparison.OrdinalIgnoreCase)) ?? written;

    private static string? Text(JsonNode? node) => JsonRead.Text(node);
}
