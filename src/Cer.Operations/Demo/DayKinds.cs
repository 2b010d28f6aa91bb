using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Tells workdays from holidays: Sundays, Easter Monday and the fixed national feasts.</summary>
/// <remarks>Source: L. 260/1949 as changed by L. 54/1977, DPR 792/1985, L. 336/2000; 4 October since L. 151/2025.</remarks>
internal static class DayKinds
{
    private static readonly (int Month, int Day)[] Feasts =
        [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)];

    public static DayKind Of(LocalDate day) => IsHoliday(day) ? DayKind.Holiday
        : day.DayOfWeek == IsoDayOfWeek.Saturday ? DayKind.Saturday
        : DayKind.Workday;

    /// <summary>Easter Sunday of a year.</summary>
    /// <remarks>Gregorian computus, anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8).</remarks>
    public static LocalDate Easter(int year)
    {
        var (golden, century, ofCentury) = (year % 19, year / 100, year % 100);
        var lunar = (8 * century + 13) / 25;
        var moon = ((19 * golden) + century - (century / 4) - lunar + 15) % 30;
        var week = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - moon - (ofCentury % 4)) % 7;
        var late = (golden + (11 * moon) + (22 * week)) / 451;
        var sum = moon + week - (7 * late) + 114;
        return new(year, sum / 31, (sum % 31) + 1);
    }

    private static bool IsHoliday(LocalDate day) =>
        day.DayOfWeek == IsoDayOfWeek.Sunday
        || Feasts.Contains((day.Month, day.Day))
        || (day.Year >= 2026 && day is { Month: 10, Day: 4 })
        || day == Easter(day.Year).PlusDays(1);
}
