using System.Globalization;
using Cer.Exchange.Sheets;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Desk;

/// <summary>Makes of a sheet the lines that a table of members has: dates as days, figures as they are read.</summary>
internal static class DeskSheet
{
    // The fields of the form that the columns fill.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["nome"] = "name",
        ["categoria"] = "category",
        ["pod"] = "points[0].pod",
        ["tensione"] = "points[0].voltage",
        ["dal"] = "day",
        ["documento"] = "evidence.kind",
        ["numero"] = "evidence.number",
        ["data_documento"] = "evidence.dated",
        ["conservato"] = "evidence.keptAt",
        ["email"] = "email",
    };

    public static DeskFile Read(TableOutcome.Read table, LocalDate today, IReadOnlyCollection<int> without)
    {
        var faults = new List<FieldFault>();
        var header = table.Rows.Count == 0 ? [] : Line(table.Rows[0], cell => cell.Text);
        string[] names = [.. header.Select(name => name.Trim().ToLowerInvariant())];
        var rows = table.Rows.Skip(1)
            .Select(row => (row.Line, Cells(row, names, without.Contains(row.Line) ? [] : faults)));
        List<(int, List<string>)> lines = table.Rows.Count == 0 ? [] : [(table.Rows[0].Line, header), .. rows];
        var file = DeskFileReader.Table(lines, today, without, faults);
        return table.Others == 0 ? file : file with
        {
            Notices =
            [
                new("rows", "sheets_more", FormattableString.Invariant($"{table.Others} more sheets with something in them"),
                    "one: only the first is read"),
            ],
        };
    }

    private static List<string> Cells(TableRow row, string[] names, List<FieldFault> faults)
    {
        var cells = Enumerable.Repeat("", names.Length).ToList();
        foreach (var (column, cell) in row.Cells)
        {
            // Something right of the headings is told as a line of another length.
            while (cells.Count <= column) cells.Add("");
            var name = column < names.Length ? names[column] : "";
            cells[column] = Text(cell, name, row.Line, faults);
        }

        return cells;
    }

    private static string Text(TableCell cell, string name, int line, List<FieldFault> faults)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"rows[{line}].{Fields.GetValueOrDefault(name, "row")}");
        if (cell.Kind == TableCellKind.Text || faults.Count >= DeskFileReader.MostFaults) return cell.Text;
        if (cell.Kind == TableCellKind.Error)
        {
            faults.Add(new(field, "cell_error", "a formula that came to nothing", "what it should say"));
            return "";
        }

        if (DeskFileReader.Days.Contains(name)) return cell.Day is { } day ? LocalDatePattern.Iso.Format(day) : cell.Text;
        // What was typed as 12/2026 is not what the cell holds any more.
        if (cell.Kind == TableCellKind.Day)
            faults.Add(new(field, "cell_day", "a date", "a text: a spreadsheet makes a date of what looks like one"));
        return cell.Text;
    }

    private static List<string> Line(TableRow row, Func<TableCell, string> text) =>
    [
        .. Enumerable.Range(0, row.Cells.Keys.Max() + 1).Select(column => row.Cells.TryGetValue(column, out var cell) ? text(cell) : ""),
    ];
}
