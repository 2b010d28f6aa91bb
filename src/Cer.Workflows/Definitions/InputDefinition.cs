using System.Text.Json.Nodes;
using Cer.Workflows.Values;

namespace Cer.Workflows.Definitions;

/// <summary>An input or an output that a workflow declares.</summary>
/// <param name="Name">By which expressions ask for it.</param>
/// <param name="Type">What its value is turned into.</param>
/// <param name="Default">What an input has when nothing is given; null when nothing is said.</param>
public sealed record InputDefinition(string Name, DataType Type, JsonNode? Default)
{
    internal static InputDefinition Read(JsonObject json) => new(
        JsonRead.Text(json["name"]) ?? "",
        DataType.Parse(JsonRead.Text(json["type"]) ?? JsonRead.Text(json["typeName"]), JsonRead.Flag(json["isArray"])),
        json["defaultValue"]);
}
