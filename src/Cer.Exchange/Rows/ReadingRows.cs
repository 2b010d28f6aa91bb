using Cer.Exchange.Faults;

namespace Cer.Exchange.Rows;

/// <summary>What a list of readings holds, and what is wrong in it; with any fault none of it may be used.</summary>
public sealed record ReadingRows(IReadOnlyList<ReadingRow> Rows, FaultList Faults)
{
    /// <summary>More rows than this in one body are refused: three years of quarters of five points.</summary>
    public const int Most = 500_000;
}
