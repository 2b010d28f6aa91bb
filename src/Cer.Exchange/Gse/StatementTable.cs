using System.Text;
using Cer.Exchange.Sheets;

namespace Cer.Exchange.Gse;

/// <summary>The rows of a statement's file, CSV or XLSX, in bounded memory.</summary>
/// <param name="Rows">Rows with something in them.</param>
/// <param name="Problem">Why it cannot be read, as a sentence; null when it can.</param>
public sealed record StatementTable(IReadOnlyList<TableRow> Rows, string? Problem)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>How many rows it may have: a month of hours of twenty units.</summary>
    public const int MostRows = 20_000;

    public const int MostColumns = 60;

    /// <summary>Characters of one cell.</summary>
    public const int LongestCell = 300;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static StatementTable Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MostBytes) return No(FormattableString.Invariant($"Found {file.Length} bytes, expected at most {MostBytes}."));
        if (!TableWorkbook.IsOne(file.Span)) return Text(Decoded(file.Span));
        return TableWorkbook.Read(file, MostRows + 1) switch
        {
            TableOutcome.Read read => Bounded([.. read.Rows]),
            TableOutcome.Refused refused => No($"Found {refused.Found}, expected a workbook (XLSX) or a CSV."),
            var other => throw new NotSupportedException($"The statement has no answer for {other.GetType().Name}."),
        };
    }

    private static StatementTable Bounded(List<TableRow> rows) => rows.Count > MostRows
        ? No(FormattableString.Invariant($"Found more than {MostRows} rows, expected at most as many."))
        : rows.Count == 0 ? No("Found nothing, expected a table.") : new(rows, null);

    /// <summary>UTF-8, or else what Italian spreadsheets wrote before it.</summary>
    private static string Decoded(ReadOnlySpan<byte> file)
    {
        try
        {
            return Strict.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(file);
        }
    }

    private static StatementTable Text(string text)
    {
        text = text.TrimStart('\uFEFF');
        if (text.Contains('\0', StringComparison.Ordinal)) return No("Found bytes that are no text, expected a workbook (XLSX) or a CSV.");
        var separator = Separator(text);
        var rows = new List<TableRow>();
        var (cells, cell, quoted, line, began) = (new Dictionary<int, TableCell>(), new StringBuilder(), false, 1, 1);
        var column = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '\n') line++;
            if (quoted)
            {
                if (letter != '"') cell.Append(letter);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (letter == '"' && cell.Length == 0) quoted = true;
            else if (letter == separator) Take();
            else if (letter == '\n') End();
            else if (letter != '\r') cell.Append(letter);
            if (cell.Length > LongestCell)
                return No(FormattableString.Invariant(
                    $"Found a cell of more than {LongestCell} characters in line {began}, expected less."));
            if (column > MostColumns)
                return No(FormattableString.Invariant($"Found more than {MostColumns} columns in line {began}, expected at most as many."));
            if (rows.Count > MostRows) return Bounded(rows);
        }

        if (quoted) return No(FormattableString.Invariant(
            $"Found a quotation mark in line {began} that never ends, expected cells that end."));
        End();
        return Bounded(rows);

        void Take()
        {
            if (cell.ToString().Trim() is { Length: > 0 } said) cells[column] = new(said, TableCellKind.Text);
            cell.Clear();
            column++;
        }

        void End()
        {
            Take();
            if (cells.Count > 0) rows.Add(new(began, cells));
            (cells, column, began) = ([], 0, line);
        }
    }

    /// <summary>What the first line that has any of them uses most.</summary>
    private static char Separator(string text)
    {
        foreach (var line in text.AsSpan(0, Math.Min(text.Length, 64 * 1024)).EnumerateLines())
        {
            var (semicolons, tabs, commas) = (line.Count(';'), line.Count('\t'), line.Count(','));
            if (semicolons + tabs + commas == 0) continue;
            return semicolons >= tabs && semicolons > 0 ? ';' : tabs > 0 ? '\t' : ',';
        }

        return ';';
    }

    private static StatementTable No(string sentence) => new([], sentence);
}
