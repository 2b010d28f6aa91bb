using Cer.Settlement.Dates;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Paying;

/// <summary>The days of a month's money.</summary>
internal sealed record DatesView(
    string MeasuresBy,
    string AdvancePublishedBy,
    string AdvancePaidOn,
    string ProfilesFrom,
    string BalancePublishedBy,
    string BalancePaidOn,
    string[] Recalculations,
    string LastRectification)
{
    public static DatesView Of(MonthDates dates) => new(
        Day(dates.Measures),
        Day(dates.AdvancePublished),
        Day(dates.AdvancePaid),
        Day(dates.ProfilesFrom),
        Day(dates.BalancePublished),
        Day(dates.BalancePaid),
        [.. dates.Recalculations.Select(YearMonthPattern.Iso.Format)],
        Day(dates.LastRectification));

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
