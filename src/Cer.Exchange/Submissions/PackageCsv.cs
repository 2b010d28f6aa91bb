using System.Text;
using Cer.Exchange.Csv;

namespace Cer.Exchange.Submissions;

/// <summary>Writes a table of a package as CSV: UTF-8 with its mark, CRLF, quoted where RFC 4180 asks for it.</summary>
public static class PackageCsv
{
    public static void Write(Stream stream, PackageTable table, char separator, char decimals)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024, leaveOpen: true)
        {
            NewLine = "\r\n",
        };
        text.WriteLine(string.Join(separator, table.Fields.Select(field => Cell(field.Name, separator))));
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                if (i > 0) text.Write(separator);
                text.Write(Value(row[i], separator, decimals));
            }

            text.WriteLine();
        }
    }

    private static string Value(object? value, char separator, char decimals)
    {
        if (value is null) return "";
        var text = FieldText.Of(value)!;
        if (FieldText.Number(value) is null) return Cell(FormulaText.Harmless(text), separator);
        return decimals == '.' ? text : Cell(text.Replace('.', decimals), separator);
    }

    private static string Cell(string text, char separator) =>
        text.Contains(separator, StringComparison.Ordinal) || text.AsSpan().IndexOfAny("\"\r\n") >= 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
}
