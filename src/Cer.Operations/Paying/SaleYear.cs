using Cer.Domain.Community;

namespace Cer.Operations.Paying;

/// <summary>A year of the sale of energy, apart from the incentives.</summary>
/// <param name="Community">The community.</param>
/// <param name="Spans">What was declared of its plants.</param>
/// <param name="Months">The months in which energy is sold, or for which something was entered.</param>
/// <param name="Entries">What was entered.</param>
public sealed record SaleYear(
    EnergyCommunity Community,
    IReadOnlyList<SaleSpan> Spans,
    IReadOnlyList<SaleMonth> Months,
    IReadOnlyList<MoneyEntry> Entries);
