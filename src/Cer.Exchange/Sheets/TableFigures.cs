using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Cer.Exchange.Sheets;

/// <summary>
/// Writes tables as a workbook (XLSX), a sheet each: texts as texts, so that none is a formula, amounts with two decimals.
/// </summary>
/// <remarks>The same tables give the same bytes. Source: ECMA-376 part 1.</remarks>
public static class TableFigures
{
    private const string Xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Forms = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    // The same bytes at any time.
    private static readonly DateTimeOffset Made = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="sheets">Of each its name, and its rows, the headings first: texts, whole numbers, amounts, null for nothing.</param>
    public static byte[] Write(params IReadOnlyList<(string Name, IReadOnlyList<object?[]> Rows)> sheets)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", $"""
                <Types xmlns="{Package}/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{Forms}.sheet.main+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="{Forms}.styles+xml"/>
                {Each(sheets.Count, place =>
                $"<Override PartName=\"/xl/worksheets/sheet{place}.xml\" ContentType=\"{Forms}.worksheet+xml\"/>")}
                </Types>
                """);
            Add(zip, "_rels/.rels", Related([("officeDocument", "xl/workbook.xml")]));
            Add(zip, "xl/workbook.xml", $"""
                <workbook xmlns="{Main}" xmlns:r="{Links}"><sheets>{Each(sheets.Count, place =>
                    $"<sheet name=\"{Escaped(sheets[place - 1].Name)}\" sheetId=\"{place}\" r:id=\"rId{place}\"/>")}</sheets></workbook>
                """);
            Add(zip, "xl/_rels/workbook.xml.rels", Related(
                [.. sheets.Select((_, place) =>
                    ("worksheet", FormattableString.Invariant($"worksheets/sheet{place + 1}.xml"))), ("styles", "styles.xml")]));
            Add(zip, "xl/styles.xml", $"""
                <styleSheet xmlns="{Main}">
                <fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
                <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
                <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
                <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
                <cellXfs count="2">
                <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
                <xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
                </cellXfs>
                </styleSheet>
                """);
            for (var place = 0; place < sheets.Count; place++)
                Add(zip, FormattableString.Invariant($"xl/worksheets/sheet{place + 1}.xml"), Sheet(sheets[place].Rows));
        }

        return file.ToArray();
    }

    private static string Sheet(IReadOnlyList<object?[]> rows)
    {
        var text = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        for (var row = 0; row < rows.Count; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<row r=\"{row + 1}\">");
            for (var column = 0; column < rows[row].Length; column++)
            {
                var place = FormattableString.Invariant($"{(char)('A' + column)}{row + 1}");
                text.Append(rows[row][column] switch
                {
                    null => "",
                    decimal amount => FormattableString.Invariant($"<c r=\"{place}\" s=\"1\"><v>{amount}</v></c>"),
                    int number => FormattableString.Invariant($"<c r=\"{place}\"><v>{number}</v></c>"),
                    var other => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{Escaped(other.ToString() ?? "")}</t></is></c>",
                });
            }

            text.Append("</row>");
        }

        return text.Append("</sheetData></worksheet>").ToString();
    }

    /// <summary>Without the letters that XML has no place for.</summary>
    private static string Escaped(string text) => SecurityElement.Escape(
        string.Concat(text.EnumerateRunes().Where(rune =>
            rune.Value >= 0x20 && rune.Value is not (0xFFFE or 0xFFFF)).Select(rune => rune.ToString())));

    private static string Each(int count, Func<int, string> make) => string.Concat(Enumerable.Range(1, count).Select(make));

    private static string Related(IReadOnlyList<(string Type, string Target)> parts) =>
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
