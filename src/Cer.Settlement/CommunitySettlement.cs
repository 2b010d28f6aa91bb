using Cer.Domain;
using Cer.Settlement.Distributing;
using Cer.Settlement.Months;
using Cer.Settlement.Years;

namespace Cer.Settlement;

/// <summary>Settles a community from readings to cents: the one place where it is done, whoever asks.</summary>
public static class CommunitySettlement
{
    /// <summary>Settles every month of the input; what concerns the year stands on the months settled.</summary>
    /// <param name="input">What to settle.</param>
    /// <param name="settled">Called for each month as it is done: a place to write its hours, to report progress or to stop.</param>
    public static SettlementResult Settle(SettlementInput input, Action<MonthSettlement>? settled = null)
    {
        var settler = new MonthSettler(input);
        var months = new List<MonthSettlement>();
        foreach (var month in input.Months)
        {
            var done = settler.Settle(month);
            settled?.Invoke(done);
            months.Add(done.WithoutHours());
        }

        return Finish(input, months);
    }

    /// <summary>Adds to settled months what stands on all of them: the surplus of the years, fees, the members' money.</summary>
    public static SettlementResult Finish(SettlementInput input, IReadOnlyList<MonthSettlement> months)
    {
        var years = Years(months);
        var surplus = years.Select(year => YearlySurplus.Of(year.Year, year.Months, input.Rules)).ToArray();
        var fees = years.SelectMany(year => YearlyFees.Of(year.Year, input.Community, year.Months, input.Rules));
        var byMonth = surplus.SelectMany(year => year.ByMonth).ToDictionary(month => month.Key, month => month.Value);
        return new(
            months,
            [.. surplus.SelectMany(year => year.Sets)],
            byMonth,
            [.. fees],
            [.. Pay(input, months, byMonth)],
            SettlementWarnings.Of(input),
            Total(months, surplus.SelectMany(year => year.Sets)));
    }

    /// <summary>The years' surplus laid on their months.</summary>
    public static IReadOnlyDictionary<MarketMonth, Money> SurplusByMonth(SettlementInput input, IReadOnlyList<MonthSettlement> months) =>
        Years(months).SelectMany(year => YearlySurplus.Of(year.Year, year.Months, input.Rules).ByMonth).ToDictionary();

    private static (int Year, MonthSettlement[] Months)[] Years(IReadOnlyList<MonthSettlement> months) =>
        [.. months.GroupBy(month => month.Month.Year).Select(year => (year.Key, year.ToArray()))];

    private static IEnumerable<PaidMonth> Pay(
        SettlementInput input, IReadOnlyList<MonthSettlement> months, Dictionary<MarketMonth, Money> surplus) =>
        from month in months
        let distribution = input.DistributionIn(month.Month)
        where distribution is not null
        select MonthDistribution.Deal(distribution, month, month.Premium, month.Cac, surplus[month.Month]);

    private static SettlementTotals Total(IReadOnlyList<MonthSettlement> months, IEnumerable<SurplusSet> sets) => new(
        Sum(months, month => month.Energies.Injected),
        Sum(months, month => month.Energies.Withdrawn),
        Sum(months, month => month.Energies.Shared),
        months.Aggregate(Money.Zero, (sum, month) => sum + month.Premium),
        months.Aggregate((Money?)Money.Zero, (sum, month) => sum is { } a && month.Cac is { } b ? a + b : null),
        sets.Aggregate(Money.Zero, (sum, set) => sum + set.Surplus));

    private static Int128 Sum(IReadOnlyList<MonthSettlement> months, Func<MonthSettlement, long> energy) =>
        months.Aggregate(Int128.Zero, (sum, month) => sum + energy(month));
}
