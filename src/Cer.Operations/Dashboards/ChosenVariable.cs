namespace Cer.Operations.Dashboards;

/// <summary>A variable with what may be chosen and what is.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Choices">What may be chosen.</param>
/// <param name="Current">What is, as the page names it: maybe all.</param>
/// <param name="Values">The values that go to the database.</param>
public sealed record ChosenVariable(
    BoardVariable Variable, IReadOnlyList<BoardChoice> Choices, IReadOnlyList<string> Current, IReadOnlyList<string> Values);
