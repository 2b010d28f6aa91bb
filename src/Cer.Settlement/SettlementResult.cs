using Cer.Domain;
using Cer.Settlement.Distributing;
using Cer.Settlement.Months;
using Cer.Settlement.Years;

namespace Cer.Settlement;

/// <summary>A finished settlement: months, years, the members' money, fees and warnings.</summary>
/// <param name="Months">Each month, in order.</param>
/// <param name="Surplus">Both sets of each year.</param>
/// <param name="SurplusByMonth">The years' surplus laid on their months.</param>
/// <param name="Fees">Fees of each year.</param>
/// <param name="Paid">The members' money of each month that has a regolamento.</param>
/// <param name="Warnings">What a person should look at; it changes no figure.</param>
/// <param name="Totals">The run in six figures.</param>
public sealed record SettlementResult(
    IReadOnlyList<MonthSettlement> Months,
    IReadOnlyList<SurplusSet> Surplus,
    IReadOnlyDictionary<MarketMonth, Money> SurplusByMonth,
    IReadOnlyList<PlantFee> Fees,
    IReadOnlyList<PaidMonth> Paid,
    IReadOnlyList<string> Warnings,
    SettlementTotals Totals)
{
    /// <summary>The members' money of a month; null when no regolamento shared it out.</summary>
    public PaidMonth? PaidOf(MarketMonth month) => Paid.FirstOrDefault(paid => paid.Month == month);

    /// <summary>A month's part of its year's surplus.</summary>
    public Money SurplusOf(MarketMonth month) => SurplusByMonth[month];
}
