namespace Cer.Reporting.Years;

/// <summary>A table of a year's account: workbook and paper are written from the same rows.</summary>
/// <param name="Name">The sheet's name.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">Texts, figures, null for nothing.</param>
public sealed record YearTable(string Name, IReadOnlyList<YearColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Whether the last row sums up the others.</summary>
    public bool HasSum { get; init; }
}
