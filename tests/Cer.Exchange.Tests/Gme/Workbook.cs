using System.IO.Compression;
using System.Text;

namespace Cer.Exchange.Tests.Gme;

/// <summary>Workbooks written by hand: the few parts that a spreadsheet program reads.</summary>
internal static class Workbook
{
    private const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>A sheet with the texts in the cells themselves, and numbers as numbers.</summary>
    public static MemoryStream Of(params object?[][] rows)
    {
        var sheet = new StringBuilder();
        for (var row = 0; row < rows.Length; row++)
        {
            sheet.Append("<row>");
            for (var column = 0; column < rows[row].Length; column++)
            {
                var place = $"{(char)('A' + column)}{row + 1}";
                sheet.Append(rows[row][column] switch
                {
                    null => $"<c r=\"{place}\"/>",
                    string text => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>",
                    var number => FormattableString.Invariant($"<c r=\"{place}\"><v>{number}</v></c>"),
                });
            }

            sheet.Append("</row>");
        }

        return OfParts(("xl/worksheets/sheet1.xml", Sheet(sheet.ToString())));
    }

    public static string Sheet(string rows) => $"<worksheet xmlns=\"{Namespace}\"><sheetData>{rows}</sheetData></worksheet>";

    public static string Strings(params string[] texts) =>
        $"<sst xmlns=\"{Namespace}\">{string.Concat(texts.Select(text => $"<si><t>{text}</t></si>"))}</sst>";

    public static MemoryStream OfParts(params (string Name, string Content)[] parts)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        file.Position = 0;
        return file;
    }
}
