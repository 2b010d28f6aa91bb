namespace Cer.Exchange.Submissions;

/// <summary>A table of an addressee.</summary>
/// <param name="Source">Name of the table in the model.</param>
/// <param name="Name">Name that the addressee gives it.</param>
/// <param name="Row">Name of one row in XML.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record LayoutTable(string Source, string Name, string Row, IReadOnlyList<LayoutColumn> Columns)
{
    internal PackageTable Of(PackageTable table)
    {
        var places = Columns.Select(column => Place(table, column.Field)).ToArray();
        var fields = Columns.Select((column, i) => table.Fields[places[i]] with { Name = column.Name });
        return new(Name, Row, [.. fields], table.Rows.Select(row => (IReadOnlyList<object?>)Array.ConvertAll(places, i => row[i])));
    }

    private static int Place(PackageTable table, string field)
    {
        for (var i = 0; i < table.Fields.Count; i++)
            if (table.Fields[i].Name == field) return i;
        throw new InvalidOperationException($"Found the field {field}, expected one of {table.Name}.");
    }
}
