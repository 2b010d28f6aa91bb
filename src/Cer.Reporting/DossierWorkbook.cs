using System.Globalization;
using Cer.Exchange.Gse;
using Cer.Exchange.Sheets;

namespace Cer.Reporting;

/// <summary>The kept figures of a dossier as a workbook (XLSX): the very same as in the file of the archive, cell by cell.</summary>
public static class DossierWorkbook
{
    private const int FirstFigure = 5;
    private const int LastFigure = 11;
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    /// <param name="data">The figures as they were archived: semicolons, decimal commas.</param>
    /// <exception cref="FormatException">They are no table.</exception>
    public static byte[] Of(byte[] data)
    {
        var table = StatementTable.Read(data);
        if (table.Problem is { } problem) throw new FormatException(problem);
        var columns = table.Rows.Max(row => row.Cells.Keys.Max()) + 1;
        using var stream = new MemoryStream();
        using (var workbook = new WorkbookWriter(stream))
        {
            workbook.Begin("Dossier", [.. Enumerable.Range(0, columns).Select(column => Text(table.Rows[0], column))]);
            foreach (var row in table.Rows.Skip(1))
            {
                workbook.BeginRow();
                for (var column = 0; column < columns; column++) Write(workbook, row, column);
            }
        }

        return stream.ToArray();
    }

    private static void Write(WorkbookWriter workbook, TableRow row, int column)
    {
        var text = Text(row, column);
        if (text.Length == 0) workbook.Empty();
        else if (column is >= FirstFigure and <= LastFigure && decimal.TryParse(text, NumberStyles.Number, Italian, out var figure))
            workbook.Number(figure, Text(row, FirstFigure - 1) == "EUR" ? NumberForm.Money : NumberForm.General);
        else workbook.Text(text);
    }

    private static string Text(TableRow row, int column) => row.Cells.TryGetValue(column, out var cell) ? cell.Text : "";
}
