using Cer.Domain;
using Cer.Host.Viewing;
using NodaTime;

namespace Cer.Host.Looks;

/// <summary>Which days of Rome the totals of an address are of; none when the call asks for what cannot be answered.</summary>
internal static class LookedDays
{
    private static readonly LocalDate First = new(MarketMonth.FirstYear, 1, 1);

    /// <summary>The day of <c>?day=</c>, today when there is none.</summary>
    public static IReadOnlyCollection<DateInterval> OfDay(HttpContext context, LocalDate today) =>
        Asked.Day(context.Request.Query["day"]) is { Problem: null, Day: var day } ? [new(day ?? today, day ?? today)] : [];

    /// <summary>Every day until today.</summary>
    public static IReadOnlyCollection<DateInterval> Ever(HttpContext context, LocalDate today) => [new(First, today)];

    /// <summary>The month in the address.</summary>
    public static IReadOnlyCollection<DateInterval> OfMonth(HttpContext context, LocalDate today) =>
        Asked.Month(context.GetRouteValue("month") as string) is { Month: { } month } ? [new(month.FirstDay, month.LastDay)] : [];

    /// <summary>The year of <c>?year=</c>, this one when there is none.</summary>
    public static IReadOnlyCollection<DateInterval> OfYear(HttpContext context, LocalDate today)
    {
        string? asked = context.Request.Query["year"];
        return string.IsNullOrEmpty(asked) ? [Whole(today.Year)]
            : Asked.Number(asked) is { } year and > MarketMonth.FirstYear and < MarketMonth.LastYear ? [Whole(year)] : [];

        static DateInterval Whole(int year) => new(new(year, 1, 1), new(year, 12, 31));
    }

    /// <summary>The month of <c>?month=</c>, the one that runs when there is none, with the month and the year before.</summary>
    public static IReadOnlyCollection<DateInterval> OfGlance(HttpContext context, LocalDate today)
    {
        if (Asked.Month(context.Request.Query["month"]) is not { Problem: null, Month: var asked }) return [];
        var first = asked?.FirstDay ?? today.With(DateAdjusters.StartOfMonth);
        return
        [
            .. new[] { 0, -1, -12 }.Select(back => first.PlusMonths(back))
                .Select(day => new DateInterval(day, day.With(DateAdjusters.EndOfMonth))),
        ];
    }
}
