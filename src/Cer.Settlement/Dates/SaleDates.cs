using NodaTime;

namespace Cer.Settlement.Dates;

/// <summary>When the sale of a month's energy (RID) is told and paid, where its measures are validated in the next month.</summary>
/// <remarks>Source: Regole Operative pp. 42-43: told by the 25th of the month after validation, paid in the month after that.</remarks>
/// <param name="Published">GSE has published the amount.</param>
/// <param name="Paid">The day on which GSE pays it.</param>
public sealed record SaleDates(LocalDate Published, LocalDate Paid)
{
    public static SaleDates Of(YearMonth month) =>
        new(month.PlusMonths(2).OnDayOfMonth(25), WorkingDays.LastOf(month.PlusMonths(3)));
}
