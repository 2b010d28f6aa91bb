using Cer.Exchange.Sheets;

namespace Cer.Exchange.Submissions;

/// <summary>Writes a package as a workbook (XLSX): a sheet for each table, instants as texts with their offset.</summary>
public static class PackageWorkbook
{
    public static void Write(Stream stream, IEnumerable<PackageTable> tables)
    {
        using var book = new WorkbookWriter(stream);
        foreach (var table in tables)
        {
            book.Begin(table.Name, [.. table.Fields.Select(field => field.Name)]);
            foreach (var row in table.Rows)
            {
                book.BeginRow();
                for (var i = 0; i < row.Count; i++) Write(book, table.Fields[i].Kind, row[i]);
            }
        }
    }

    private static void Write(WorkbookWriter book, FieldKind kind, object? value)
    {
        if (value is null) book.Empty();
        else if (value is NodaTime.LocalDate day) book.Day(day);
        else if (FieldText.Number(value) is { } number) book.Number(number, Form(kind));
        else book.Text(FieldText.Of(value)!);
    }

    private static NumberForm Form(FieldKind kind) => kind switch
    {
        FieldKind.Energy => NumberForm.Energy,
        FieldKind.Money => NumberForm.Money,
        FieldKind.Count => NumberForm.Count,
        _ => NumberForm.General,
    };
}
