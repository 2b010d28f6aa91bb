namespace Cer.Operations.Dashboards;

/// <summary>A variable with what may be chosen and what is.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Choices">What may be chosen: every one.</param>
/// <param name="Current">What is, as the page names it: maybe all.</param>
/// <param name="Values">The values that go to the database.</param>
/// <param name="IsCut">Whether there are more than could be read: all of them cannot be meant then.</param>
public sealed record ChosenVariable(
    BoardVariable Variable,
    IReadOnlyList<BoardChoice> Choices,
    IReadOnlyList<string> Current,
    IReadOnlyList<string> Values,
    bool IsCut = false)
{
    /// <summary>How many of them a page lists; the others are meant by all, or by their value.</summary>
    public const int MostListed = 1000;

    /// <summary>Whether all are meant of which not all are known.</summary>
    public bool IsBoundless => IsCut && Current is [BoardVariable.All];
}
