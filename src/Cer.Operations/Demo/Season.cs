using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>How cold, hot and cloudy a time of the year is in the Maremma.</summary>
internal static class Season
{
    private const int ColdestDay = 20;
    private const int HottestDay = 208;

    /// <summary>From 0 in the heart of summer to 1 in the heart of winter.</summary>
    public static double Cold(LocalDate day) => (1 + Wave(day, ColdestDay)) / 2;

    /// <summary>Need of cooling: 0 but in summer, 1 in the dog days.</summary>
    public static double Heat(LocalDate day) => Math.Max(0, (2 * Wave(day, HottestDay)) - 1);

    /// <summary>Whether schools are closed: from 10 June to 14 September.</summary>
    public static bool IsSchoolHoliday(LocalDate day) => (day.Month, day.Day) switch
    {
        (6, >= 10) or (7 or 8, _) or (9, < 15) => true,
        _ => false,
    };

    private static double Wave(LocalDate day, int peak) => Math.Cos(2 * Math.PI * (day.DayOfYear - peak) / 365.25);
}
