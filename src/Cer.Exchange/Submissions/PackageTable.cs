namespace Cer.Exchange.Submissions;

/// <summary>A part of a package as a table: in each row a value for each field, null where nothing is known.</summary>
/// <param name="Name">Its name in the canonical layout.</param>
/// <param name="Row">Name of one row in XML.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Rows">Its rows.</param>
public sealed record PackageTable(string Name, string Row, IReadOnlyList<PackageField> Fields, IEnumerable<IReadOnlyList<object?>> Rows);
