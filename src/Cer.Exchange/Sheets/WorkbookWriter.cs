using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using NodaTime;

namespace Cer.Exchange.Sheets;

/// <summary>Writes tables as a workbook (XLSX), row by row as they come; equal tables give equal bytes at any time.</summary>
/// <remarks>Texts stand in their cells, so none is taken for a formula. Source: ECMA-376 part 1 § 18.2, 18.3, 18.8.</remarks>
public sealed class WorkbookWriter : IDisposable
{
    /// <summary>Rows of a sheet, its heading among them.</summary>
    public const int MostRows = 1_048_576;

    private const int LongestText = 32_767;
    private const int LongestName = 31;
    private const int Heading = 5;
    private const int DayStyle = 4;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create(@"[]:*?/\");
    private static readonly LocalDate FirstDay = new(1899, 12, 30);
    private static readonly DateTimeOffset Made = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly List<string> _names = [];
    private XmlWriter? _xml;
    private Stream? _part;
    private bool _inRow;
    private int _rows;
    private int _column;
    private bool _closed;

    public WorkbookWriter(Stream stream) => _zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Begins a sheet with its headings, which say how wide the columns are.</summary>
    /// <exception cref="ArgumentException">A name that is taken, empty, too long, or holds what names may not.</exception>
    public void Begin(string name, IReadOnlyList<string> headings) =>
        Begin(name, headings, [.. headings.Select(heading => heading.Length)]);

    /// <summary>Begins a sheet with its headings.</summary>
    /// <param name="name">Of the sheet.</param>
    /// <param name="headings">Of the columns.</param>
    /// <param name="lengths">Of the longest text of each column, in characters.</param>
    /// <exception cref="ArgumentException">A name that is taken, empty, too long, or holds what names may not.</exception>
    public void Begin(string name, IReadOnlyList<string> headings, IReadOnlyList<int> lengths)
    {
        if (name.Length is 0 or > LongestName || name.AsSpan().IndexOfAny(NotInNames) >= 0
            || _names.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException($"Found '{name}', expected its own name of at most {LongestName} plain characters.", nameof(name));
        EndSheet();
        _names.Add(name);
        _part = Part(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_names.Count}.xml"));
        _xml = Xml(_part);
        _xml.WriteStartElement("worksheet", SheetParts.Main);
        SheetParts.Frozen(_xml);
        SheetParts.Columns(_xml, lengths);
        _xml.WriteStartElement("sheetData", SheetParts.Main);
        _rows = 0;
        BeginRow();
        foreach (var heading in headings) Text(heading, Heading);
    }

    /// <exception cref="InvalidOperationException">The sheet is full.</exception>
    public void BeginRow()
    {
        if (++_rows > MostRows) throw new InvalidOperationException($"Found more rows than a sheet holds, expected at most {MostRows}.");
        EndRow();
        _xml!.WriteStartElement("row", SheetParts.Main);
        _xml.WriteAttributeString("r", _rows.ToString(CultureInfo.InvariantCulture));
        (_inRow, _column) = (true, 0);
    }

    /// <summary>Nothing: missing, or not known.</summary>
    public void Empty() => _column++;

    public void Text(string text) => Text(text, 0);

    public void Number(decimal number, NumberForm form) => Value(number.ToString(CultureInfo.InvariantCulture), (int)form);

    public void Day(LocalDate day) =>
        Value(Period.DaysBetween(FirstDay, day).ToString(CultureInfo.InvariantCulture), DayStyle);

    /// <summary>Ends the workbook; the stream stays open, it is not ours.</summary>
    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        EndSheet();
        foreach (var (name, write) in SheetParts.Around(_names))
        {
            using var part = Part(name);
            using var xml = Xml(part);
            write(xml);
        }

        _zip.Dispose();
    }

    private static XmlWriter Xml(Stream part) =>
        XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false });

    private Stream Part(string name)
    {
        var entry = _zip.CreateEntry(name);
        entry.LastWriteTime = Made;
        return entry.Open();
    }

    private void Text(string text, int style)
    {
        Cell(style);
        _xml!.WriteAttributeString("t", "inlineStr");
        _xml.WriteStartElement("is", SheetParts.Main);
        _xml.WriteStartElement("t", SheetParts.Main);
        _xml.WriteAttributeString("xml", "space", null, "preserve");
        _xml.WriteString(SheetParts.Sound(text.Length > LongestText ? text[..LongestText] : text));
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void Value(string text, int style)
    {
        Cell(style);
        _xml!.WriteElementString("v", SheetParts.Main, text);
        _xml.WriteEndElement();
    }

    private void Cell(int style)
    {
        _xml!.WriteStartElement("c", SheetParts.Main);
        _xml.WriteAttributeString("r", SheetParts.Place(_column++, _rows));
        if (style > 0) _xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
    }

    private void EndRow()
    {
        if (_inRow) _xml!.WriteEndElement();
        _inRow = false;
    }

    private void EndSheet()
    {
        if (_xml is null) return;
        EndRow();
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.Dispose();
        _part!.Dispose();
        _xml = null;
    }
}
