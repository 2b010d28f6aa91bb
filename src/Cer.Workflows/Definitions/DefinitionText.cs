using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.Workflows.Definitions;

/// <summary>Reads and writes definitions. What is written is read again as the same text, byte by byte.</summary>
public static class DefinitionText
{
    /// <summary>More is refused before it is parsed.</summary>
    public const int MostCharacters = 8 * 1024 * 1024;

    private static readonly JsonDocumentOptions Reading = new()
    {
        MaxDepth = 256,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true
    };
    private static readonly JsonSerializerOptions Writing = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 512,
    };

    /// <exception cref="DefinitionException">It is no definition; the sentence says where.</exception>
    public static WorkflowDefinition Read(string text)
    {
        if (text.Length > MostCharacters)
            throw new DefinitionException($"Found {text.Length} characters, expected at most {MostCharacters}.");
        try
        {
            if (JsonNode.Parse(text.TrimStart('\uFEFF'), documentOptions: Reading) is not JsonObject json)
                throw new DefinitionException("Found JSON that is not an object, expected a workflow definition.");
            Check(json);
            return new(DefinitionForm.Straighten(json));
        }
        catch (JsonException fault)
        {
            throw new DefinitionException(
                $"Found text that is not JSON at line {fault.LineNumber + 1}, character {fault.BytePositionInLine + 1}, "
                    + "expected a workflow definition.");
        }
        catch (ArgumentException)
        {
            throw new DefinitionException("Found a name twice in one object, expected each name once.");
        }
    }

    /// <summary>The definition as it is saved: indented by two, LF, the new spelling of everything that has an old one.</summary>
    public static string Write(WorkflowDefinition definition) => definition.Json.ToJsonString(Writing) + "\n";

    private static void Check(JsonObject json)
    {
        if (json["root"] is not JsonObject root)
            throw new DefinitionException("Found no object 'root', expected the activity that the workflow begins with.");
        if (JsonRead.Text(root["type"]) is null)
            throw new DefinitionException("Found no text 'type' in 'root', expected the type of an activity, such as Elsa.Flowchart.");
    }
}
