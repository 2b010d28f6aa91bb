using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>When a building is open: on working days, from one time of the clock to another, past midnight when that is earlier.</summary>
public sealed class OpeningHours(LocalTime opens, LocalTime closes)
{
    private const int Day = 24 * 60;

    private readonly int _opens = Minute(opens);
    private readonly int _closes = Minute(closes);

    /// <summary>How many of the sixty minutes from a time of the clock on the hour it is open.</summary>
    public int MinutesIn(LocalDateTime hour)
    {
        var from = hour.Hour * 60;
        if (_closes > _opens) return IsWorking(hour.Date) ? Shared(from, _opens, _closes) : 0;
        // What is open past midnight belongs to the evening before.
        return (IsWorking(hour.Date) ? Shared(from, _opens, Day) : 0)
            + (IsWorking(hour.Date.PlusDays(-1)) ? Shared(from, 0, _closes) : 0);
    }

    /// <summary>Neither weekend nor public holiday; Rome's own holiday, 29 June, is one of Rome alone.</summary>
    public static bool IsWorking(LocalDate day) => WorkingDays.IsWorking(day)
        || (day is { Month: 6, Day: 29 } && day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday));

    private static int Shared(int from, int opens, int closes) =>
        Math.Max(0, Math.Min(from + 60, closes) - Math.Max(from, opens));

    private static int Minute(LocalTime time) => (time.Hour * 60) + time.Minute;
}
