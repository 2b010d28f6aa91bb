namespace Cer.Operations.Documents;

/// <summary>The facts of a month, or why there are none.</summary>
public abstract record MonthFactsOutcome
{
    private MonthFactsOutcome()
    {
    }

    /// <summary>They are there, and they are what was settled.</summary>
    public sealed record Known(MonthFacts Facts) : MonthFactsOutcome;

    /// <summary>The month cannot be told; the sentence says what to do.</summary>
    public sealed record Refused(string Sentence) : MonthFactsOutcome;
}
