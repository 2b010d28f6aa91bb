using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
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
            return new UrbanDatasetOutcome.Read(ReadMessage(Checked(utf8)));
        }
        catch (RefusedException refusal)
        {
            return new UrbanDatasetOutcome.Refused(refusal.Message);
        }
        catch (JsonException fault)
        {
            return new UrbanDatasetOutcome.Refused(NotJson(fault));
        }
    }

    internal static string NotJson(JsonException fault) => string.Create(
        CultureInfo.InvariantCulture,
        $"line {(fault.LineNumber ?? 0) + 1}, byte {(fault.BytePositionInLine ?? 0) + 1}: "
        + $"found a text that is not JSON, is cut off, or is nested deeper than "
        + $"{UrbanDatasetLimits.Depth}, expected one whole JSON object");

    /// <summary>Refuses what is too large or not UTF-8; drops a byte order mark.</summary>
    internal static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > UrbanDatasetLimits.BodyBytes)
        {
            throw new RefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"found {utf8.Length} bytes, expected at most {UrbanDatasetLimits.BodyBytes}"));
        }

        if (!Utf8.IsValid(utf8))
        {
            var place = 0;
            while (Rune.DecodeFromUtf8(utf8[place..], out _, out var length) == System.Buffers.OperationStatus.Done)
                place += length;
            throw new RefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"byte {place + 1}: found {utf8[place]:X2}, which is not UTF-8 there, expected UTF-8 text"));
        }

        return utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
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
