using Cer.Exchange.Gse;
using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>A payment that GSE's statements promise for a month.</summary>
/// <param name="Day">The payment day: as stated, else the last working day of the month after the publication.</param>
/// <param name="Eur">Euro, with what is netted.</param>
internal sealed record AdvisedPayment(LocalDate Day, decimal Eur)
{
    /// <summary>The payments of a month: its advance, its settlement, and what a recalculation moves.</summary>
    public static IReadOnlyList<AdvisedPayment> Of(MonthGround ground)
    {
        var (advance, settled, former) = (ground.Advised.Advance, ground.Advised.Settled, ground.Advised.Former);
        var dates = MonthDates.Of(new(ground.Month.Year, ground.Month.Month));
        var payments = new List<AdvisedPayment>();
        if (advance is not null) payments.Add(new(DayOf(advance, dates.AdvancePaid), Net(advance, null)));
        var before = former is null ? 0m : Net(former, null);
        if (former is not null) payments.Add(new(DayOf(former, dates.BalancePaid), before));
        if (settled is not null && (former is null || Net(settled, former) != before))
            payments.Add(new(DayOf(settled, dates.BalancePaid), Net(settled, former) - before));
        return payments;
    }

    /// <summary>Incentives and what is netted; a line that a recalculation does not repeat stays as it was.</summary>
    public static decimal Net(MonthStatement statement, MonthStatement? former) =>
        (statement.Premium ?? former?.Premium ?? 0m) + (statement.Cac ?? former?.Cac ?? 0m)
        + new[] { StatementCharge.AdvanceRecovered, StatementCharge.Fee, StatementCharge.Other }
            .Sum(charge => statement.Charged(charge) ?? former?.Charged(charge) ?? 0m);

    /// <summary>As stated, else by the rule, else by the calendar.</summary>
    public static LocalDate DayOf(MonthStatement statement, LocalDate calendar) =>
        statement.Paid ?? (statement.Published is { } published ? WorkingDays.LastOf(published.ToYearMonth().PlusMonths(1)) : calendar);
}
