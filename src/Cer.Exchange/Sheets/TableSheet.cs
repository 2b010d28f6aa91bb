using System.Globalization;
using System.IO.Compression;
using System.Xml;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Sheets;

/// <summary>Reads rows of a sheet with what people see in them.</summary>
/// <remarks>Source: ECMA-376 part 1 § 18.3.1.4 (c) and § 18.17.4 (dates as numbers of days).</remarks>
internal sealed class TableSheet
{
    // A sheet counts a day of 1900 that there was not: from March 1900 on, days are counted from here.
    private static readonly LocalDate Usual = new(1899, 12, 30);
    private static readonly LocalDate OfMacs = new(1904, 1, 1);
    private static readonly LocalDatePattern Iso = LocalDatePattern.Iso;

    private readonly SheetLimits _limits;
    private readonly SheetXml _xml;
    private readonly TableStyles _styles;
    private readonly List<string> _strings;
    private readonly LocalDate _epoch;

    public TableSheet(TableParts parts, SheetLimits limits)
    {
        (_limits, _xml) = (limits, parts.Xml);
        _styles = TableStyles.Of(parts.Find("styles"), _xml);
        _strings = parts.Find("sharedStrings") is { } shared ? _xml.SharedStrings(shared) : [];
        _epoch = parts.CountsFrom1904() ? OfMacs : Usual;
    }

    public IReadOnlyList<TableRow> Rows(ZipArchiveEntry sheet, int most)
    {
        List<TableRow> rows = [];
        using var content = sheet.Open();
        using var xml = _xml.Open(content);
        var (count, line) = (0, 0);
        while (rows.Count < most && SheetXml.NextElement(xml, "row"))
        {
            if (++count > _limits.Rows) throw SheetXml.TooLarge($"at most {_limits.Rows} rows");
            line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : line + 1;
            var cells = Cells(xml);
            if (cells.Count > 0) rows.Add(new(line, cells));
        }

        return rows;
    }

    /// <summary>Whether any cell says something.</summary>
    public bool HasContent(ZipArchiveEntry sheet)
    {
        using var content = sheet.Open();
        using var xml = _xml.Open(content);
        while (SheetXml.NextElement(xml, "row"))
        {
            if (Cells(xml).Count > 0) return true;
        }

        return false;
    }

    private Dictionary<int, TableCell> Cells(XmlReader xml)
    {
        Dictionary<int, TableCell> cells = [];
        using var row = xml.ReadSubtree();
        var next = 0;
        while (SheetXml.NextElement(row, "c"))
        {
            var place = row.GetAttribute("r");
            var column = place is null ? next : SheetXml.Column(place);
            next = column + 1;
            if (column < _limits.Columns && Cell(row) is { Text.Length: > 0 } cell) cells[column] = cell;
        }

        return cells;
    }

    private TableCell Cell(XmlReader xml)
    {
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        var text = _xml.Text(xml).Trim();
        return type switch
        {
            "s" => new(Shared(text), TableCellKind.Text),
            "e" => new(text, TableCellKind.Error),
            "d" => new(text, TableCellKind.Day, Iso.Parse(text.Split('T')[0]).TryGetValue(default, out var day) ? day : null),
            "str" or "inlineStr" or "b" => new(text, TableCellKind.Text),
            _ => Number(text, style),
        };
    }

    private TableCell Number(string text, string? style)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return new(text, TableCellKind.Text);
        // Years 1900 to 9999.
        var day = number is >= 1 and < 2_958_466 ? _epoch.PlusDays((int)number) : (LocalDate?)null;
        var plain = number.ToString(Math.Abs(number) < 1e15 && number == Math.Floor(number) ? "0" : "G15", CultureInfo.InvariantCulture);
        return new(plain, _styles.IsDay(style) ? TableCellKind.Day : TableCellKind.Number, day);
    }

    private string Shared(string place) =>
        int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _strings.Count
            ? _strings[index].Trim()
            : throw new InvalidDataException("found a text that is not in the workbook, expected a whole file");
}
