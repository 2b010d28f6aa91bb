using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Tells workdays from holidays: Sundays and the fixed national feasts. Easter Monday is left out.</summary>
internal static class DayKinds
{
    private static readonly (int Month, int Day)[] Feasts =
        [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)];

    public static DayKind Of(LocalDate day) =>
        day.DayOfWeek == IsoDayOfWeek.Sunday || Feasts.Contains((day.Month, day.Day)) ? DayKind.Holiday
        : day.DayOfWeek == IsoDayOfWeek.Saturday ? DayKind.Saturday
        : DayKind.Workday;
}
