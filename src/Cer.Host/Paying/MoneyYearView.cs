using Cer.Domain;
using Cer.Domain.Rules;
using Cer.Operations.Demo;
using Cer.Operations.Paying;
using Cer.Operations.Viewing;
using Cer.Settlement.Payments;
using NodaTime.Text;

namespace Cer.Host.Paying;

/// <summary>A year of energy with its money.</summary>
internal sealed record MoneyYearView(
    int Year,
    bool Invented,
    MoneyYearView.TermsView Terms,
    MonthMoneyView[] Months,
    MoneyYearView.TotalsView Totals,
    MoneyYearView.FeeView[] Fees,
    PaymentView[] Payments,
    MoneyYearView.PlantView[] Plants,
    EntryView[] Entries)
{
    public static MoneyYearView Of(MoneyYear year, RegistryNumbers numbers)
    {
        var terms = PaymentTerms.On(new(year.Year, 12, 31));
        return new(
            year.Year,
            year.Settled.Any(row => row.RuleIds.Any(DemoRules.IsInvented)),
            new(terms.Minimum.Eur, terms.Act),
            [.. year.Months.Select(MonthMoneyView.Of)],
            TotalsView.Of(year),
            [.. year.Fees.Select(FeeView.Of)],
            [.. year.Payments.Select(PaymentView.Of)],
            [.. numbers.Plants.OrderBy(plant => plant.Value).Select(plant => new PlantView(plant.Value, plant.Key))],
            [.. year.Entries.Select(EntryView.Of)]);
    }

    /// <summary>A plant that an entry may be for.</summary>
    internal sealed record PlantView(int Id, string Name);

    /// <summary>The least amount that is paid, and the act.</summary>
    internal sealed record TermsView(decimal MinimumEur, string Act);

    /// <summary>The sums of the months: of what is known, and null where nothing is.</summary>
    internal sealed record TotalsView(
        decimal? AccruedEur,
        decimal AdvanceEur,
        decimal? BalanceEur,
        decimal? AdvisedEur,
        decimal? AdvisedFeesEur,
        decimal? ReceivedEur,
        int MonthsSettled)
    {
        public static TotalsView Of(MoneyYear year) => new(
            Known(year.Months.Select(month => month.Accrued)),
            Known(year.Months.Select(month => (Money?)month.Expected.Advance)) ?? 0m,
            Known(year.Months.Select(month => month.Expected.Balance)),
            Known(year.Months.Select(month => month.Advised)),
            Known(year.Months.Select(month => month.AdvisedFees)),
            Known(year.Months.Select(month => month.Received)),
            year.Months.Count(month => month.Expected.Status is not null));

        private static decimal? Known(IEnumerable<Money?> amounts) =>
            amounts.Aggregate((Money?)null, (sum, amount) => amount is { } known ? (sum ?? Money.Zero) + known : sum)?.Eur;
    }

    /// <summary>A plant's fee for the year.</summary>
    internal sealed record FeeView(string Plant, decimal NetEur, decimal VatEur, string From)
    {
        public static FeeView Of(FeeCharge charge) => new(
            charge.Fee.Plant, charge.Fee.Net.Eur, charge.Fee.Vat.Eur, LocalDatePattern.Iso.Format(charge.From));
    }
}
