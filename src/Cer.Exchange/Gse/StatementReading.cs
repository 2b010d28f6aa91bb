using Cer.Exchange.Faults;

namespace Cer.Exchange.Gse;

/// <summary>A statement's file as a profile reads it: what each column becomes, the lines, and what is refused.</summary>
/// <param name="Columns">The columns of the file, from the left.</param>
/// <param name="Lines">The lines that could be read.</param>
/// <param name="Faults">What could not, line by line.</param>
/// <param name="Rows">How many rows there are below the names of columns.</param>
public sealed record StatementReading(
    IReadOnlyList<StatementColumn> Columns, IReadOnlyList<StatementLine> Lines, FaultList Faults, int Rows)
{
    /// <summary>Whether it may be taken in: whole or not at all.</summary>
    public bool IsWhole => Faults.IsEmpty && Lines.Count > 0;
}
