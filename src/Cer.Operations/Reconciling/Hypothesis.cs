using Cer.Settlement;

namespace Cer.Operations.Reconciling;

/// <summary>A cause that may be, with the figures that the month would have if it were.</summary>
internal sealed record Hypothesis(
    CauseKind Kind, string? Point, string About, Figures Figures, IReadOnlyList<CauseFact> Facts)
{
    /// <summary>What is settled in its stead, so that a second cause can be looked for on top; null when it can only come second.</summary>
    public Func<SettlementInput, SettlementInput>? Change { get; init; }

    /// <summary>The units whose figures alone it changes; all of them when null.</summary>
    public IReadOnlySet<string>? Units { get; init; }

    /// <summary>What tells it from others in a row.</summary>
    public (CauseKind Kind, string? Point, string About) Name => (Kind, Point, About);
}
