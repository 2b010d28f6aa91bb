using NodaTime;

namespace Cer.Settlement.Dates;

/// <summary>When the money of a month of energy is told and paid: last days by which, unless said otherwise.</summary>
/// <remarks>Source: Regole Operative pp. 35-43. The dates bind GSE and the distributors; nobody's money moves by them here.</remarks>
/// <param name="Measures">The distributor has sent the measures.</param>
/// <param name="AdvancePublished">GSE has published the advance.</param>
/// <param name="AdvancePaid">The day on which GSE pays the advance.</param>
/// <param name="ProfilesFrom">From here GSE may use standard profiles for what is missing.</param>
/// <param name="BalancePublished">GSE has published the year's balance, month by month.</param>
/// <param name="BalancePaid">GSE has paid the balance.</param>
/// <param name="Recalculations">Months in which GSE takes rectified measures into account.</param>
/// <param name="LastRectification">Last day of the last month in which a rectification is accepted.</param>
public sealed record MonthDates(
    LocalDate Measures,
    LocalDate AdvancePublished,
    LocalDate AdvancePaid,
    LocalDate ProfilesFrom,
    LocalDate BalancePublished,
    LocalDate BalancePaid,
    IReadOnlyList<YearMonth> Recalculations,
    LocalDate LastRectification)
{
    private const int MonthsOfRectification = 61;

    public static MonthDates Of(YearMonth month)
    {
        var next = month.PlusMonths(1);
        var balance = new LocalDate(month.Year + 1, 5, 15);
        var last = month.PlusMonths(MonthsOfRectification);
        return new(
            next.OnDayOfMonth(15),
            next.OnDayOfMonth(25),
            WorkingDays.LastOf(next.PlusMonths(1)),
            new(month.Year + 1, 3, 31),
            balance,
            WorkingDays.LastOf(balance.ToYearMonth().PlusMonths(1)),
            [.. Recalculated(balance.ToYearMonth(), last)],
            last.ToDateInterval().End);
    }

    /// <summary>Each June and December after the balance, up to the last month of rectification.</summary>
    private static IEnumerable<YearMonth> Recalculated(YearMonth after, YearMonth last)
    {
        for (var month = after.PlusMonths(1); month <= last; month = month.PlusMonths(1))
            if (month.Month is 6 or 12) yield return month;
    }
}
