using System.Text;
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
            Look(json);
            Check(json);
            return new(DefinitionForm.Straighten(json));
        }
        catch (JsonException fault) when (fault.Message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            throw new DefinitionException($"Found JSON nested deeper than {Reading.MaxDepth}, expected less.");
        }
        catch (JsonException fault)
        {
            throw new DefinitionException(
                $"Found text that is not JSON at line {fault.LineNumber + 1}, character {fault.BytePositionInLine + 1}, "
                    + "expected a workflow definition.");
        }
        catch (InvalidOperationException)
        {
            throw new DefinitionException("Found half a character (a lone surrogate) in a text, expected whole ones.");
        }
        catch (EncoderFallbackException)
        {
            throw new DefinitionException("Found half a character (a lone surrogate) in the text, expected whole ones.");
        }
        catch (ArgumentException)
        {
            throw new DefinitionException("Found a name twice in one object, expected each name once.");
        }
    }

    /// <summary>The definition as it is saved: indented by two, LF, the new spelling of everything that has an old one.</summary>
    public static string Write(WorkflowDefinition definition) => definition.Json.ToJsonString(Writing) + "\n";

    /// <summary>Looks at every name and text once: what cannot be read is found here, and not in the middle of a run.</summary>
    private static void Look(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (_, value) in fields) Look(value);
                break;
            case JsonArray list:
                foreach (var item in list) Look(item);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                value.GetValue<string>();
                break;
        }
    }

    private static void Check(JsonObject json)
    {
        if (json["root"] is not JsonObject root)
            throw new DefinitionException("Found no object 'root', expected the activity that the workflow begins with.");
        if (JsonRead.Text(root["type"]) is null)
            throw new DefinitionException("Found no text 'type' in 'root', expected the type of an activity, such as Elsa.Flowchart.");
    }
}
