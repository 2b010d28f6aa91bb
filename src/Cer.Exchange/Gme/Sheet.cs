using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Cer.Exchange.Gme;

/// <summary>Reads the first sheet of a workbook (XLSX): rows of cells by column, each with whether it is a number.</summary>
/// <remarks>
/// Source: ECMA-376, parts xl/worksheets and xl/sharedStrings.xml. What a file may hold is bounded before it is unpacked:
/// size, characters, rows, columns; a DTD is refused, and nothing outside the file is ever opened.
/// </remarks>
internal static class Sheet
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const int MostEntries = 200;
    private const int MostCharacters = 64 * 1024 * 1024;
    private const int MostRows = 200_000;
    private const int MostColumns = 100;
    private const int MostStrings = 200_000;
    private const int MostText = 1000;
    private const string Strings = "xl/sharedStrings.xml";
    private const string Sheets = "xl/worksheets/";

    /// <exception cref="InvalidDataException">It is no workbook, or too large; the message says so.</exception>
    public static IEnumerable<(int Line, Dictionary<int, (string Text, bool IsNumber)> Cells)> Rows(Stream file)
    {
        if (!file.CanSeek || file.Length > MostBytes) throw TooLarge($"a file of at most {MostBytes} bytes");
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostEntries) throw TooLarge($"at most {MostEntries} parts");
        var sheet = zip.Entries.Where(part => part.FullName.StartsWith(Sheets, StringComparison.Ordinal)
                && part.FullName.EndsWith(".xml", StringComparison.Ordinal))
            .OrderBy(part => part.FullName.Length).ThenBy(part => part.FullName, StringComparer.Ordinal).FirstOrDefault()
            ?? throw new InvalidDataException("found no sheet, expected a workbook (XLSX)");
        var strings = zip.GetEntry(Strings) is { } shared ? SharedStrings(shared) : [];
        using var content = sheet.Open();
        using var xml = Reader(content);
        var count = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row") continue;
            if (++count > MostRows) throw TooLarge($"at most {MostRows} rows");
            var line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
                ? given
                : count;
            yield return (line, Cells(xml, strings));
        }
    }

    private static Dictionary<int, (string, bool)> Cells(XmlReader xml, List<string> strings)
    {
        Dictionary<int, (string, bool)> cells = [];
        using var row = xml.ReadSubtree();
        var next = 0;
        while (row.Read())
        {
            if (row.NodeType != XmlNodeType.Element || row.LocalName != "c") continue;
            var (place, type) = (row.GetAttribute("r"), row.GetAttribute("t"));
            var column = place is null ? next : Column(place);
            next = column + 1;
            if (column >= MostColumns) continue;
            var text = CellText(row).Trim();
            if (type == "s")
            {
                text = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < strings.Count
                    ? strings[index].Trim()
                    : throw new InvalidDataException("found a text that is not in the workbook, expected a whole file");
            }

            if (text.Length > 0) cells[column] = (text, type is null or "n");
        }

        return cells;
    }

    private static List<string> SharedStrings(ZipArchiveEntry part)
    {
        List<string> strings = [];
        using var content = part.Open();
        using var xml = Reader(content);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si") continue;
            if (strings.Count == MostStrings) throw TooLarge($"at most {MostStrings} texts");
            strings.Add(CellText(xml));
        }

        return strings;
    }

    /// <summary>The value of a cell, or its text; not the formula that made it.</summary>
    private static string CellText(XmlReader cell)
    {
        using var inner = cell.ReadSubtree();
        var text = "";
        var told = false;
        while (inner.Read())
        {
            if (inner.NodeType == XmlNodeType.Element) told = inner.LocalName is "v" or "t" && !inner.IsEmptyElement;
            else if (inner.NodeType == XmlNodeType.EndElement) told = false;
            else if (told && inner.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                text += inner.Value.Length + text.Length <= MostText
                    ? inner.Value
                    : throw TooLarge($"texts of at most {MostText} characters");
        }

        return text;
    }

    private static int Column(string place)
    {
        var column = 0;
        foreach (var letter in place.TakeWhile(char.IsAsciiLetterUpper).Take(3)) column = (column * 26) + (letter - 'A') + 1;
        return column > 0 ? column - 1 : throw new InvalidDataException("found a cell without a place, expected one such as B2");
    }

    private static XmlReader Reader(Stream content) => XmlReader.Create(content, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    private static InvalidDataException TooLarge(string expected) => new($"found a workbook that is too large, expected {expected}");
}
