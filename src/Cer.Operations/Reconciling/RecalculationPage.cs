using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>A month's recalculations: the one that may be taken, why there is none, and those that were taken.</summary>
/// <param name="Month">The month that they correct.</param>
/// <param name="Standing">Whether there is one to take, and if not, why.</param>
/// <param name="Proposal">What taking it would do; null without one to take.</param>
/// <param name="Taken">Those that were taken, the first first.</param>
public sealed record RecalculationPage(
    YearMonth Month, RecalculationStanding Standing, RecalculationProposal? Proposal, IReadOnlyList<TakenRecalculation> Taken);
