using System.Globalization;
using System.Text;

namespace Cer.Host.Mine;

/// <summary>A table as Italian spreadsheets open it: semicolons, decimal commas, UTF-8 with its mark.</summary>
internal static class ItalianCsv
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");
    private static readonly byte[] Mark = [0xef, 0xbb, 0xbf];

    public static IResult Of(string name, string header, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder(header).Append("\r\n");
        foreach (var row in rows) text.AppendJoin(';', row.Select(Cell)).Append("\r\n");
        return TypedResults.File(
            [.. Mark, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", $"{name}.csv");
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        decimal number => number.ToString("0.############", Italian),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
