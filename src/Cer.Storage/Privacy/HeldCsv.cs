using System.Globalization;
using System.Text;
using Cer.Exchange.Csv;
using Npgsql;

namespace Cer.Storage.Privacy;

/// <summary>Writes rows as an Italian spreadsheet opens them: semicolons, decimal commas, UTF-8 with its mark.</summary>
internal static class HeldCsv
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    /// <returns>How many rows were written.</returns>
    public static async Task<long> WriteAsync(NpgsqlDataReader reader, Stream output, CancellationToken cancellation)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(true), 64 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        var columns = HeldColumn.Of(reader);
        await text.WriteLineAsync(string.Join(';', columns.Select(column => column.Name)).AsMemory(), cancellation);
        var rows = 0L;
        for (; await reader.ReadAsync(cancellation); rows++)
        {
            var line = string.Join(';', columns.Select(column => Cell(column.ValueOf(reader))));
            await text.WriteLineAsync(line.AsMemory(), cancellation);
        }

        return rows;
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        decimal number => number.ToString("0.############################", Italian),
        bool yes => yes ? "sì" : "no",
        string text => Quoted(FormulaText.Harmless(text)),
        IFormattable other => Quoted(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => Quoted(FormulaText.Harmless(value.ToString() ?? "")),
    };

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(";\"\r\n") >= 0
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
