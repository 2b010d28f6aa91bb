using NodaTime;

namespace Cer.Settlement.Dates;

/// <summary>Working days in Rome: neither weekend nor public holiday nor the city's own (29 June).</summary>
/// <remarks>Source: law 260/1949 with its changes; law 151/2025 for 4 October, from 2026.</remarks>
public static class WorkingDays
{
    private static readonly AnnualDate[] Fixed =
    [
        new(1, 1), new(1, 6), new(4, 25), new(5, 1), new(6, 2), new(6, 29), new(8, 15), new(11, 1), new(12, 8), new(12, 25), new(12, 26),
    ];

    private static readonly AnnualDate SaintFrancis = new(10, 4);

    public static bool IsWorking(LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
        && !Fixed.Contains(new(day.Month, day.Day))
        && !(day.Year >= 2026 && new AnnualDate(day.Month, day.Day) == SaintFrancis)
        && day != Easter(day.Year).PlusDays(1);

    public static LocalDate LastOf(YearMonth month)
    {
        var day = month.ToDateInterval().End;
        while (!IsWorking(day)) day = day.PlusDays(-1);
        return day;
    }

    /// <summary>Easter Sunday by the Gregorian calendar: the anonymous computus, as Meeus gives it.</summary>
    public static LocalDate Easter(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var moon = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var sunday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - moon - (rest % 4)) % 7;
        var late = (golden + (11 * moon) + (22 * sunday)) / 451;
        var place = moon + sunday - (7 * late) + 114;
        return new(year, place / 31, (place % 31) + 1);
    }
}
