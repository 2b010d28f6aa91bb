namespace Cer.Messaging.Submitting;

/// <summary>
/// How long to wait after a fault: twice as long each time, with a part of chance, and never less than the other side asked
/// for.
/// </summary>
public static class BackOff
{
    /// <param name="fault">Which fault in a row it was, from 1.</param>
    /// <param name="first">The wait after the first.</param>
    /// <param name="longest">No wait of our own is longer.</param>
    /// <param name="asked">What the other side asked for; null when it did not.</param>
    /// <param name="chance">From 0 up to 1.</param>
    public static TimeSpan After(int fault, TimeSpan first, TimeSpan longest, TimeSpan? asked, double chance)
    {
        var doubled = first * Math.Pow(2, Math.Min(fault, 31) - 1);
        var own = (doubled < longest ? doubled : longest) * (0.5 + (0.5 * chance));
        // Whoever was told the same second as others does not come back in the same moment.
        return asked is { } least && least > own ? least + (first * chance) : own;
    }
}
