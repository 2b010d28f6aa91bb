using NodaTime;

namespace Cer.Settlement.Dates;

/// <summary>The deadlines of a community's money, from the first month of its energy on.</summary>
public static class Deadlines
{
    private const int LongestBack = 63;

    /// <summary>Those that fall due in a span of days, both included, by day and kind.</summary>
    /// <param name="first">The first month of energy.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    public static IReadOnlyList<Deadline> Between(YearMonth first, LocalDate from, LocalDate to) =>
    [
        .. OfMonths(first, from, to).Concat(OfYears(first, to)).Concat(Recalculations(first, from, to))
            .Where(one => one.Day >= from && one.Day <= to)
            .OrderBy(one => one.Day).ThenBy(one => one.Kind).ThenBy(one => one.Of),
    ];

    private static IEnumerable<Deadline> OfMonths(YearMonth first, LocalDate from, LocalDate to)
    {
        var oldest = from.ToYearMonth().PlusMonths(-LongestBack);
        for (var month = oldest > first ? oldest : first; month <= to.ToYearMonth(); month = month.PlusMonths(1))
        {
            var dates = MonthDates.Of(month);
            yield return new(DeadlineKind.Measures, month, dates.Measures);
            yield return new(DeadlineKind.Advance, month, dates.AdvancePublished);
            yield return new(DeadlineKind.AdvancePaid, month, dates.AdvancePaid);
            yield return new(DeadlineKind.LastRectification, month, dates.LastRectification);
        }
    }

    private static IEnumerable<Deadline> OfYears(YearMonth first, LocalDate to)
    {
        for (var year = first.Year; year < to.Year; year++)
        {
            var january = new YearMonth(year, 1);
            var dates = MonthDates.Of(january);
            yield return new(DeadlineKind.HourlyData, january, dates.ProfilesFrom.PlusDays(-1));
            yield return new(DeadlineKind.Balance, january, dates.BalancePublished);
            yield return new(DeadlineKind.BalancePaid, january, dates.BalancePaid);
        }
    }

    /// <summary>From the June after the first balance on.</summary>
    private static IEnumerable<Deadline> Recalculations(YearMonth first, LocalDate from, LocalDate to)
    {
        var begin = new YearMonth(first.Year + 1, 6);
        for (var month = from.ToYearMonth() > begin ? from.ToYearMonth() : begin; month <= to.ToYearMonth(); month = month.PlusMonths(1))
            if (month.Month is 6 or 12) yield return new(DeadlineKind.Recalculation, month, month.ToDateInterval().End);
    }
}
