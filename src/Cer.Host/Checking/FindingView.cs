using Cer.Settlement.Checking;

namespace Cer.Host.Checking;

/// <summary>A finding as JSON: docs/api.md lists the codes.</summary>
/// <param name="Code">What it is.</param>
/// <param name="About">The unit, plant or configuration it is about.</param>
/// <param name="Act">Where the check comes from.</param>
/// <param name="Facts">Its figures.</param>
/// <param name="Words">Its days and words, in order.</param>
internal sealed record FindingView(
    string Code, string? About, string Act, IReadOnlyList<FindingView.FactView> Facts, IReadOnlyList<string> Words)
{
    public static FindingView Of(CheckFinding finding) => new(
        finding.Code,
        finding.About,
        finding.Act,
        [.. finding.Facts.Select(fact => new FactView(fact.Name, fact.Value, fact.Unit))],
        finding.Words);

    internal sealed record FactView(string Name, decimal Value, string Unit);
}
