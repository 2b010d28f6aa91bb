using Cer.Domain;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Domain.Rules;

namespace Cer.Settlement;

/// <summary>Everything a settlement is computed from; equal inputs give equal results.</summary>
public sealed record SettlementInput(
    EnergyCommunity Community,
    RuleBook Rules,
    ReadingGrid Readings,
    PriceTable Prices,
    MarketMonth From,
    MarketMonth To)
{
    /// <summary>The approved versions of the regolamento, by first month; each takes the place of the one before.</summary>
    public IReadOnlyList<DatedDistribution> Regolamento { get; init; } = [];

    public IEnumerable<MarketMonth> Months => MarketMonth.Between(From, To);

    /// <summary>The version in force in a month; null while none is, and the community's own file stands.</summary>
    public DatedDistribution? VersionIn(MarketMonth month) => Regolamento.LastOrDefault(version => version.From <= month);

    /// <summary>How a month's money is shared out; null when nothing says it.</summary>
    public Distribution? DistributionIn(MarketMonth month) => VersionIn(month)?.Distribution ?? Community.Distribution;
}
