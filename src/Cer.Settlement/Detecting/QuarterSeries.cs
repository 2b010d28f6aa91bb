namespace Cer.Settlement.Detecting;

/// <summary>One quantity of a point or unit, quarter by quarter: what stands, and what each class of source said.</summary>
/// <remarks>Micro-kWh; negative is missing. What is due and what is measured is told beside.</remarks>
/// <param name="first">The first quarter, since the Unix epoch.</param>
/// <param name="count">How many quarters.</param>
public sealed class QuarterSeries(long first, int count)
{
    public const long None = -1;

    public long First => first;

    public int Count => count;

    /// <summary>What stands.</summary>
    public long[] Amounts { get; } = Empty(count);

    /// <summary>What devices and files said last.</summary>
    public long[] Device { get; } = Empty(count);

    /// <summary>What the distributor said last.</summary>
    public long[] Distributor { get; } = Empty(count);

    /// <summary>The running total at the end of the quarter.</summary>
    public long[] Totals { get; } = Empty(count);

    /// <summary>Whether what stands was measured.</summary>
    public bool[] IsMeasured { get; } = new bool[count];

    /// <summary>Whether it was told as a part of a whole hour.</summary>
    public bool[] IsOfHour { get; } = new bool[count];

    /// <summary>Whether it should be there.</summary>
    public bool[] IsDue { get; } = new bool[count];

    public bool IsKnown(int quarter) => Amounts[quarter] >= 0;

    private static long[] Empty(int count)
    {
        var amounts = new long[count];
        Array.Fill(amounts, None);
        return amounts;
    }
}
