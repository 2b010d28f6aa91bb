namespace Cer.Exchange.UrbanDatasets;

/// <summary>Reads the lines of an UrbanDataset.</summary>
internal static class ValuesReader
{
    private static readonly string[] ValuesMembers = ["line"];
    private static readonly string[] LineMembers =
        ["id", "description", "timestamp", "coordinates", "period", "property"];
    private static readonly string[] PeriodMembers = ["start_ts", "end_ts"];
    private static readonly string[] PropertyMembers = ["name", "val", "property"];
    private static readonly string[] PartMembers = ["name", "val"];

    public static List<UrbanDatasetLine> Read(ref JsonCursor json)
    {
        List<UrbanDatasetLine> lines = [];
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(ValuesMembers, ref seen, out _))
        {
            var count = 0;
            json.EnterArray();
            while (json.NextItem(UrbanDatasetLimits.Lines, ref count))
                lines.Add(ReadLine(ref json, count, count > 1 ? lines[^1].Properties : []));
            if (count == 0) throw json.Refuse("found no line, expected at least one");
        }

        json.Require(ValuesMembers, seen, "line");
        return lines;
    }

    private static UrbanDatasetLine ReadLine(
        ref JsonCursor json, int number, IReadOnlyList<KeyValuePair<string, string?>> before)
    {
        string? timestamp = null, start = null, end = null;
        List<KeyValuePair<string, string?>> properties = [];
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(LineMembers, ref seen, out var member))
        {
            if (member == "id") json.Number();
            else if (member == "description") json.Text();
            else if (member == "timestamp") timestamp = json.Text();
            else if (member == "coordinates") ContextReader.ReadCoordinates(ref json);
            else if (member == "period") (start, end) = ReadPeriod(ref json);
            else ReadLineProperties(ref json, properties, before);
        }

        json.Require(LineMembers, seen, "property");
        return new() { Number = number, Timestamp = timestamp, Start = start, End = end, Properties = properties };
    }

    private static (string Start, string End) ReadPeriod(ref JsonCursor json)
    {
        string start = "", end = "";
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(PeriodMembers, ref seen, out var member))
        {
            if (member == "start_ts") start = json.Text();
            else end = json.Text();
        }

        json.Require(PeriodMembers, seen, "start_ts", "end_ts");
        return (start, end);
    }

    private static void ReadLineProperties(
        ref JsonCursor json,
        List<KeyValuePair<string, string?>> properties,
        IReadOnlyList<KeyValuePair<string, string?>> before)
    {
        var count = 0;
        json.EnterArray();
        while (json.NextItem(UrbanDatasetLimits.PropertiesPerLine, ref count))
        {
            // Lines of one sender name the same properties in the same order.
            properties.Add(ReadProperty(ref json, count <= before.Count ? before[count - 1].Key : null));
        }

        if (count == 0) throw json.Refuse("found no property, expected at least one");
    }

    private static KeyValuePair<string, string?> ReadProperty(ref JsonCursor json, string? likelyName)
    {
        var name = "";
        string? value = null;
        var parts = false;
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(PropertyMembers, ref seen, out var member))
        {
            if (member == "name") name = json.TextLike(likelyName);
            else if (member == "val") value = json.Text();
            else parts = ReadParts(ref json);
        }

        json.Require(PropertyMembers, seen, "name");
        return parts == value is null
            ? new(name, value)
            : throw json.Refuse("found both or neither of val and property, expected exactly one");
    }

    private static bool ReadParts(ref JsonCursor json)
    {
        var count = 0;
        json.EnterArray();
        while (json.NextItem(UrbanDatasetLimits.PropertiesPerLine, ref count))
        {
            var seen = 0u;
            json.EnterObject();
            while (json.NextMember(PartMembers, ref seen, out _)) json.Text();
            json.Require(PartMembers, seen, PartMembers);
        }

        return count >= 2 ? true : throw json.Refuse("found fewer than two parts, expected at least two");
    }
}
