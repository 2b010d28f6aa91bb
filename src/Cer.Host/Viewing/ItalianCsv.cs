using System.Globalization;
using System.Text;
using Cer.Exchange.Csv;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Viewing;

/// <summary>Writes a table as an Italian spreadsheet opens it: semicolons, decimal commas, UTF-8 with its mark.</summary>
internal static class ItalianCsv
{
    private const string AllDigits = "0.############################";

    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    public static FileContentHttpResult Of<T>(string name, IReadOnlyList<CsvColumn<T>> columns, IEnumerable<T> rows)
    {
        var text = new StringBuilder();
        Line(columns.Select(column => Text(column.Heading)));
        foreach (var row in rows) Line(columns.Select(column => Cell(column.Value(row))));
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
        return TypedResults.File(bytes, "text/csv; charset=utf-8", $"{name}.csv");

        void Line(IEnumerable<string> cells) => text.AppendJoin(';', cells).Append("\r\n");
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        decimal number => number.ToString(AllDigits, Italian),
        bool yes => yes ? "sì" : "no",
        string text => Text(FormulaText.Harmless(text)),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Text(FormulaText.Harmless(value.ToString() ?? "")),
    };

    private static string Text(string text) => text.AsSpan().IndexOfAny(";\"\r\n") >= 0
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
