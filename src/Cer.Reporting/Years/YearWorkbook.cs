using Cer.Exchange.Sheets;

namespace Cer.Reporting.Years;

/// <summary>Writes a year's tables as a workbook: texts as texts, euro with two decimals; equal tables give equal bytes.</summary>
internal static class YearWorkbook
{
    public static byte[] Write(IEnumerable<YearTable> tables)
    {
        using var file = new MemoryStream();
        using (var book = new WorkbookWriter(file))
        {
            foreach (var table in tables)
            {
                book.Begin(table.Name, [.. table.Columns.Select(column => column.Heading)], Lengths(table));
                foreach (var row in table.Rows)
                {
                    book.BeginRow();
                    for (var i = 0; i < row.Count; i++) Write(book, row[i], table.Columns[i].Decimals);
                }
            }
        }

        return file.ToArray();
    }

    private static int[] Lengths(YearTable table) =>
    [
        .. table.Columns.Select((column, place) =>
            table.Rows.Select(row => (row[place] as string)?.Length ?? 0).Append(column.Heading.Length).Max()),
    ];

    private static void Write(WorkbookWriter book, object? cell, int? decimals)
    {
        switch (cell)
        {
            case null:
                book.Empty();
                break;
            case decimal figure:
                book.Number(figure, decimals switch { 0 => NumberForm.Count, 2 => NumberForm.Money, _ => NumberForm.General });
                break;
            case int count:
                book.Number(count, NumberForm.Count);
                break;
            default:
                book.Text(cell.ToString() ?? "");
                break;
        }
    }
}
