namespace Cer.Settlement.Watching;

/// <summary>Finds a fall of the self-consumption: of what is given, less is taken in the same hour than before.</summary>
/// <remarks>Our own rule; both percentages are of sums, so that a day of little sun counts little.</remarks>
public static class FallingShare
{
    /// <param name="days">The days, in order.</param>
    /// <param name="looked">How many at the end are looked at.</param>
    /// <param name="points">Percentage points of a fall that is too much, such as 15.</param>
    /// <param name="least">Micro-kWh given, in each of the two spans, without which nothing is said.</param>
    public static FallenShare? Find(IReadOnlyList<SharedDay> days, int looked, decimal points, long least)
    {
        var (before, now) = (Sum(days.SkipLast(looked)), Sum(days.TakeLast(looked)));
        if (before.Given <= 0 || now.Given <= 0 || before.Given < least || now.Given < least) return null;
        var (was, stands) = (before.Shared * 100m / before.Given, now.Shared * 100m / now.Given);
        return was - stands >= points ? new(was, stands, now.Given, now.Shared) : null;
    }

    private static (long Given, long Shared) Sum(IEnumerable<SharedDay> days) => days.Aggregate(
        (Given: 0L, Shared: 0L), (sum, day) => (sum.Given + day.Given, sum.Shared + day.Shared));
}
