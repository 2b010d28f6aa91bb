using System.Text.Json;
using System.Xml;

namespace Cer.Exchange.Gme;

/// <summary>Finds the rows in a text of the market's interface: a list in JSON, elements with a FlowDate in XML.</summary>
internal static class GmeQuotes
{
    private const int MostRows = 200_000;
    private const int MostText = 60;

    private static readonly string[] Names = ["FlowDate", "Hour", "Period", "Market", "Zone", "Price"];

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    public static IEnumerable<GmeQuote> OfJson(ReadOnlyMemory<byte> text)
    {
        if (text.Span.StartsWith<byte>([0xEF, 0xBB, 0xBF])) text = text[3..];
        using var document = JsonDocument.Parse(text, Options);
        var row = 0;
        foreach (var item in List(document.RootElement).EnumerateArray())
        {
            if (++row > MostRows) throw TooMany;
            if (item.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException("found a row that is no object, expected FlowDate, Hour, Zone and Price");
            var cells = new string?[Names.Length];
            foreach (var member in item.EnumerateObject())
                if (Place(member.Name) is >= 0 and var place) cells[place] = Text(member.Value);
            yield return Quote(row, cells);
        }
    }

    public static IEnumerable<GmeQuote> OfXml(byte[] text)
    {
        using var xml = XmlReader.Create(new MemoryStream(text, writable: false), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = GmeArchive.MostBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        });
        var (row, cells) = (0, (string?[]?)null);
        var depth = -1;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && cells is not null && xml.Depth < depth)
            {
                if (++row > MostRows) throw TooMany;
                yield return Quote(row, cells);
                cells = null;
            }

            // An element with such a name belongs to a row: the one that holds it. Names of schemas are in a namespace.
            while (xml.NodeType == XmlNodeType.Element && xml.NamespaceURI != "http://www.w3.org/2001/XMLSchema"
                && Place(xml.LocalName) is >= 0 and var place)
            {
                if (cells is null) (cells, depth) = (new string?[Names.Length], xml.Depth);
                cells[place] = Short(xml.ReadElementContentAsString());
                if (xml.NodeType != XmlNodeType.EndElement || xml.Depth >= depth) continue;
                if (++row > MostRows) throw TooMany;
                yield return Quote(row, cells);
                cells = null;
                break;
            }
        }
    }

    /// <summary>The rows: the root itself, or the one list in it.</summary>
    private static JsonElement List(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) return root;
        JsonElement[] lists = root.ValueKind == JsonValueKind.Object
            ? [.. root.EnumerateObject().Select(member => member.Value).Where(value => value.ValueKind == JsonValueKind.Array)]
            : [];
        return lists is [var only] ? only : throw new InvalidDataException("found no list of rows, expected one");
    }

    private static int Place(string name) =>
        Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Short(value.GetString()!),
        JsonValueKind.Number => Short(value.GetRawText()),
        _ => null,
    };

    private static string Short(string text) => text.Length <= MostText
        ? text.Trim()
        : throw new InvalidDataException("found a value that is too long, expected a few characters");

    private static GmeQuote Quote(int row, string?[] cells) =>
        new(row, cells[0] ?? "", cells[1] ?? "", cells[2] ?? "", cells[3] ?? "", cells[4] ?? "", cells[5]);

    private static InvalidDataException TooMany => new("found more than 200000 rows, expected at most that");
}
