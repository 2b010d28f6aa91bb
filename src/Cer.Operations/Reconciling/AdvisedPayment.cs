using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>A payment that GSE's statements promise for a month.</summary>
/// <param name="Day">The payment day: as stated, else the last working day of the month after the publication.</param>
/// <param name="Eur">Euro, with what is netted.</param>
internal sealed record AdvisedPayment(LocalDate Day, decimal Eur)
{
    /// <summary>The payments of a month: its advance, its settlement, and what later ones move.</summary>
    public static IReadOnlyList<AdvisedPayment> Of(MonthGround ground)
    {
        var dates = MonthDates.Of(new(ground.Month.Year, ground.Month.Month));
        var payments = new List<AdvisedPayment>();
        if (ground.Advised.Advance is { } advance) payments.Add(new(DayOf(advance, dates.AdvancePaid), AdvisedMonth.NetOf([advance])));
        decimal? before = null;
        foreach (var (statement, net) in ground.Advised.Nets())
        {
            if (before is null || net != before) payments.Add(new(DayOf(statement, dates.BalancePaid), net - (before ?? 0m)));
            before = net;
        }

        return payments;
    }

    /// <summary>As stated, else by the rule, else by the calendar.</summary>
    public static LocalDate DayOf(MonthStatement statement, LocalDate calendar) =>
        statement.Paid ?? (statement.Published is { } published ? WorkingDays.LastOf(published.ToYearMonth().PlusMonths(1)) : calendar);
}
