namespace Cer.Settlement.Watching;

/// <summary>How far a figure of GSE is from ours: positive when GSE says more.</summary>
public static class GseDifference
{
    /// <summary>The difference; null while it is within the tolerance.</summary>
    /// <param name="ours">Amount by our settlement, in whatever unit.</param>
    /// <param name="theirs">Amount by GSE, in the same.</param>
    /// <param name="least">Difference up to which nothing is said.</param>
    /// <param name="percent">Percent of ours up to which nothing is said.</param>
    public static long? Find(long ours, long theirs, long least, decimal percent)
    {
        var difference = theirs - ours;
        return Math.Abs(difference) > Math.Max(least, ours * percent / 100) ? difference : null;
    }
}
