using System.Text.Json;
using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Reads an UrbanDataset 2.0 in JSON: the schema's members and no others, within bounds.</summary>
/// <remarks>
/// Source: ENEA's JSON schema of UrbanDataset 2.0, with the later member context.note. Strict: what the schema
/// forbids makes the whole message invalid. Whether its lines can be believed is <see cref="OpenMessage" />'s work.
/// </remarks>
public static class UrbanDatasetReader
{
    private static readonly string[] RootMembers = ["UrbanDataset"];
    private static readonly string[] DatasetMembers = ["specification", "context", "values"];

    public static UrbanDatasetOutcome Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return new UrbanDatasetOutcome.Read(ReadMessage(StrictText.Checked(utf8, UrbanDatasetLimits.BodyBytes)));
        }
        catch (RefusedException refusal)
        {
            return new UrbanDatasetOutcome.Refused(refusal.Message);
        }
        catch (JsonException fault)
        {
            return new UrbanDatasetOutcome.Refused(StrictText.NotJson(fault));
        }
    }

    internal static UrbanDatasetMessage ReadMessage(ReadOnlySpan<byte> utf8, string root = "")
    {
        var json = new JsonCursor(utf8, root);
        UrbanDatasetMessage? message = null;
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(RootMembers, ref seen, out _)) message = ReadDataset(ref json);
        json.Require(RootMembers, seen, "UrbanDataset");
        json.End();
        return message!;
    }

    private static UrbanDatasetMessage ReadDataset(ref JsonCursor json)
    {
        string id = "", producer = "";
        Dictionary<string, string> units = [];
        var offset = Offset.Zero;
        var generatedAt = Instant.MinValue;
        List<UrbanDatasetLine> lines = [];
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(DatasetMembers, ref seen, out var member))
        {
            if (member == "specification") (id, units) = SpecificationReader.Read(ref json);
            else if (member == "context") (producer, offset, generatedAt) = ContextReader.Read(ref json);
            else lines = ValuesReader.Read(ref json);
        }

        json.Require(DatasetMembers, seen, DatasetMembers);
        return new()
        {
            DatasetId = id,
            Units = units,
            ProducerId = producer,
            Offset = offset,
            GeneratedAt = generatedAt,
            Lines = lines,
        };
    }
}
