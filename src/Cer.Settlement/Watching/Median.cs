namespace Cer.Settlement.Watching;

/// <summary>The value in the middle.</summary>
public static class Median
{
    /// <summary>Of an even number of values, half way between the two in the middle; null of none.</summary>
    public static decimal? Of(IEnumerable<decimal> values)
    {
        decimal[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
