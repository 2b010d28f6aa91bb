namespace Cer.Exchange.Submissions;

/// <summary>How an addressee wants a package: which tables and fields, under which names, and how numbers are written.</summary>
public sealed record PackageLayout
{
    /// <summary>Short name: lower-case letters, digits, hyphen.</summary>
    public required string Id { get; init; }

    /// <summary>The tables to write, in order.</summary>
    public required IReadOnlyList<LayoutTable> Tables { get; init; }

    /// <summary>Root element in XML.</summary>
    public string Root { get; init; } = "energy_package";

    /// <summary>Namespace in XML; none when empty.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Between the values of a line.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Before decimals in CSV; workbooks hold numbers, JSON and XML have a point by their own rules.</summary>
    public char DecimalSign { get; init; } = '.';

    /// <summary>Every table and field, under the names of the model.</summary>
    public static PackageLayout Canonical { get; } = new()
    {
        Id = "canonical",
        Namespace = "urn:cerautomation:energy-package:1",
        Tables =
        [
            .. PackageTables.Empty.Select(table => new LayoutTable(
                table.Name, table.Name, table.Row, [.. table.Fields.Select(field => new LayoutColumn(field.Name, field.Name))])),
        ],
    };

    /// <summary>The tables of a package that are written, each value in its column.</summary>
    public IEnumerable<PackageTable> Of(IReadOnlyList<PackageTable> tables) =>
        Tables.Select(wanted => Of(tables, wanted));

    /// <summary>One of its tables with the values of a package.</summary>
    public static PackageTable Of(IReadOnlyList<PackageTable> tables, LayoutTable wanted) =>
        wanted.Of(tables.Single(table => table.Name == wanted.Source));
}
