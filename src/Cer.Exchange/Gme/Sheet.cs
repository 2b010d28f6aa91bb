using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Cer.Exchange.Sheets;

namespace Cer.Exchange.Gme;

/// <summary>Reads the first sheet of a workbook (XLSX): rows of cells by column, each with whether it is a number.</summary>
/// <remarks>
/// Source: ECMA-376, parts xl/worksheets and xl/sharedStrings.xml. What a file may hold is bounded before it is unpacked:
/// size, characters, rows, columns; a DTD is refused, and nothing outside the file is ever opened.
/// </remarks>
internal static class Sheet
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const string Strings = "xl/sharedStrings.xml";
    private const string Sheets = "xl/worksheets/";

    private static readonly SheetLimits Limits = SheetLimits.Prices;
    private static readonly SheetXml Parts = new(Limits);

    /// <exception cref="InvalidDataException">It is no workbook, or too large; the message says so.</exception>
    public static IEnumerable<(int Line, Dictionary<int, (string Text, bool IsNumber)> Cells)> Rows(Stream file)
    {
        if (!file.CanSeek || file.Length > MostBytes) throw SheetXml.TooLarge($"a file of at most {MostBytes} bytes");
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > Limits.Parts) throw SheetXml.TooLarge($"at most {Limits.Parts} parts");
        var sheet = zip.Entries.Where(part => part.FullName.StartsWith(Sheets, StringComparison.Ordinal)
                && part.FullName.EndsWith(".xml", StringComparison.Ordinal))
            .OrderBy(part => part.FullName.Length).ThenBy(part => part.FullName, StringComparer.Ordinal).FirstOrDefault()
            ?? throw new InvalidDataException("found no sheet, expected a workbook (XLSX)");
        var strings = zip.GetEntry(Strings) is { } shared ? Parts.SharedStrings(shared) : [];
        using var content = sheet.Open();
        using var xml = Parts.Open(content);
        var count = 0;
        while (SheetXml.NextElement(xml, "row"))
        {
            if (++count > Limits.Rows) throw SheetXml.TooLarge($"at most {Limits.Rows} rows");
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
        while (SheetXml.NextElement(row, "c"))
        {
            var (place, type) = (row.GetAttribute("r"), row.GetAttribute("t"));
            var column = place is null ? next : SheetXml.Column(place);
            next = column + 1;
            if (column >= Limits.Columns) continue;
            var text = Parts.Text(row).Trim();
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
}
