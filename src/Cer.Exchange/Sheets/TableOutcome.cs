namespace Cer.Exchange.Sheets;

/// <summary>What became of reading a table out of a workbook.</summary>
public abstract record TableOutcome
{
    private TableOutcome()
    {
    }

    /// <param name="Rows">The rows of the first sheet that is shown.</param>
    /// <param name="Others">How many of the sheets after it that are shown have something in them.</param>
    public sealed record Read(IReadOnlyList<TableRow> Rows, int Others) : TableOutcome;

    /// <param name="Why">Which refusal it is.</param>
    /// <param name="Found">What the file is.</param>
    public sealed record Refused(TableRefusal Why, string Found) : TableOutcome;
}
