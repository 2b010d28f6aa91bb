using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Cer.Exchange.Sheets;

/// <summary>Writes an empty table as a workbook (XLSX): its columns take texts as they are typed, or dates.</summary>
/// <remarks>Without that a spreadsheet makes of the number 12/2026 a day, and of a code a figure. Source: ECMA-376 part 1.</remarks>
public static class TableTemplate
{
    private const string Xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Forms = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const int Width = 22;

    // The same bytes at any time.
    private static readonly DateTimeOffset Made = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="sheet">Name of the sheet.</param>
    /// <param name="columns">The headings: plain words.</param>
    /// <param name="days">Those of them that take dates.</param>
    public static byte[] Write(string sheet, IReadOnlyList<string> columns, IReadOnlyCollection<string> days)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", $"""
                <Types xmlns="{Package}/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{Forms}.sheet.main+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Forms}.worksheet+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="{Forms}.styles+xml"/>
                </Types>
                """);
            Add(zip, "_rels/.rels", Related(("officeDocument", "xl/workbook.xml")));
            Add(zip, "xl/workbook.xml", $"""
                <workbook xmlns="{Main}" xmlns:r="{Links}"><sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>
                """);
            Add(zip, "xl/_rels/workbook.xml.rels", Related(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")));
            Add(zip, "xl/styles.xml", $"""
                <styleSheet xmlns="{Main}">
                <fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
                <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
                <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
                <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
                <cellXfs count="3">
                <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
                <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
                <xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
                </cellXfs>
                </styleSheet>
                """);
            Add(zip, "xl/worksheets/sheet1.xml", Sheet(columns, days));
        }

        return file.ToArray();
    }

    private static string Sheet(IReadOnlyList<string> columns, IReadOnlyCollection<string> days)
    {
        var text = new StringBuilder($"<worksheet xmlns=\"{Main}\"><cols>");
        for (var i = 0; i < columns.Count; i++)
        {
            var style = days.Contains(columns[i]) ? 2 : 1;
            text.Append(
                CultureInfo.InvariantCulture,
                $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{Width}\" style=\"{style}\" customWidth=\"1\"/>");
        }

        text.Append("</cols><sheetData><row r=\"1\">");
        for (var i = 0; i < columns.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"<c r=\"{(char)('A' + i)}1\" s=\"1\" t=\"inlineStr\"><is><t>{columns[i]}</t></is></c>");
        }

        return text.Append("</row></sheetData></worksheet>").ToString();
    }

    private static string Related(params (string Type, string Target)[] parts) =>
        $"<Relationships xmlns=\"{Package}/relationships\">" + string.Concat(parts.Select((part, place) => FormattableString.Invariant(
            $"<Relationship Id=\"rId{place + 1}\" Type=\"{Links}/{part.Type}\" Target=\"{part.Target}\"/>"))) + "</Relationships>";

    private static void Add(ZipArchive zip, string name, string content)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = Made;
        using var part = entry.Open();
        part.Write(Encoding.UTF8.GetBytes(Xml + content));
    }
}
