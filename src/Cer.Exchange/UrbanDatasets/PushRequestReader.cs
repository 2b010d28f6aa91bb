using System.Text.Json;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Reads the body of a push: resource_id and dataset, in any order.</summary>
/// <remarks>Source: SCPS Communication 2.0, push.</remarks>
public static class PushRequestReader
{
    private static readonly string[] Members = ["resource_id", "dataset"];

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
