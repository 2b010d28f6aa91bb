using System.Text.Json;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Reads the body of a push: resource_id and dataset, in any order.</summary>
/// <remarks>Source: SCPS Communication 2.0, push.</remarks>
public static class PushRequestReader
{
    private static readonly string[] Members = ["resource_id", "dataset"];

    /// <summary>Whether a text begins as a push does, rather than as a bare dataset; what it holds is for a reader to say.</summary>
    public static bool IsPush(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var json = new Utf8JsonReader(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
            return json.Read() && json.TokenType == JsonTokenType.StartObject
                && json.Read() && json.TokenType == JsonTokenType.PropertyName
                && (json.ValueTextEquals(Members[0]) || json.ValueTextEquals(Members[1]));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or a name that no text can hold.
            return false;
        }
    }

    public static PushRequest Read(ReadOnlySpan<byte> utf8)
    {
        string? resource = null;
        try
        {
            var text = StrictText.Checked(utf8, UrbanDatasetLimits.BodyBytes);
            var json = new JsonCursor(text);
            var dataset = Range.All;
            var seen = 0u;
            json.EnterObject();
            while (json.NextMember(Members, ref seen, out var member))
            {
                if (member == "dataset") dataset = json.SkipValue();
                else resource = json.Text();
            }

            json.Require(Members, seen, Members);
            json.End();
            var message = UrbanDatasetReader.ReadMessage(text[dataset], "dataset");
            return new(resource, new UrbanDatasetOutcome.Read(message));
        }
        catch (RefusedException refusal)
        {
            return new(resource, new UrbanDatasetOutcome.Refused(refusal.Message));
        }
        catch (JsonException fault)
        {
            return new(resource, new UrbanDatasetOutcome.Refused(StrictText.NotJson(fault)));
        }
    }
}
