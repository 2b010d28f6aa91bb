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
    public IEnumerable<MarketMonth> Months => MarketMonth.Between(From, To);
}
