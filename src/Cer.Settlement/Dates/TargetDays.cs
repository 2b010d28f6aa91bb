using NodaTime;

namespace Cer.Settlement.Dates;

/// <summary>Days on which banks of the euro settle: neither weekend nor one of the six closing days of T2.</summary>
/// <remarks>
/// Source: ECB, long-term calendar for TARGET closing days: 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December.
/// </remarks>
public static class TargetDays
{
    private static readonly AnnualDate[] Fixed = [new(1, 1), new(5, 1), new(12, 25), new(12, 26)];

    public static bool IsOpen(LocalDate day)
    {
        var easter = WorkingDays.Easter(day.Year);
        return day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
            && !Fixed.Contains(new(day.Month, day.Day)) && day != easter.PlusDays(-2) && day != easter.PlusDays(1);
    }

    /// <summary>The first such day after another.</summary>
    public static LocalDate After(LocalDate day)
    {
        do day = day.PlusDays(1);
        while (!IsOpen(day));
        return day;
    }
}
