using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>What came of taking a recalculation.</summary>
public abstract record RecalculationOutcome
{
    private RecalculationOutcome()
    {
    }

    /// <param name="Number">Its number among those of the month.</param>
    /// <param name="Month">The month in which it is due.</param>
    /// <param name="IsNew">False when the same was taken before: nothing was done.</param>
    public sealed record Taken(int Number, YearMonth Month, bool IsNew) : RecalculationOutcome;

    /// <summary>What was shown is no more so.</summary>
    public sealed record Conflict(string Sentence) : RecalculationOutcome;
}
