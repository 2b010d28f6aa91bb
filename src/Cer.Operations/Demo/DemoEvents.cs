using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>What goes wrong in the town, as in any: told by the first month, so that a later run tells the same.</summary>
internal sealed class DemoEvents
{
    private const int LateDay = 20;
    private const int SwapDay = 14;
    private const int WrongDay = 17;
    private const int LostDay = 11;
    private static readonly LocalTime SwapTime = new(10, 30);

    private readonly int[] _late = Points("401", "402", "403");
    private readonly int[] _wrong = Points("201", "202", "301");
    private readonly int _swapped = Points("405")[0];
    private readonly (int Point, Interval Span)[] _lost = [];

    /// <param name="first">The first month.</param>
    /// <param name="running">The month that is not over: nothing happens in it.</param>
    public DemoEvents(YearMonth first, YearMonth running)
    {
        var whole = 0;
        for (var month = first; month < running; month = month.PlusMonths(1)) whole++;
        if (whole == 0) return;
        LateOn = Day(0, LateDay);
        SwapOn = Day(1, SwapDay);
        WrongOn = Day(3, WrongDay);
        SwapAt = (SwapOn.Value + SwapTime).InZoneStrictly(MarketHour.Rome).ToInstant();
        if (whole == 1) return;
        var lost = first.PlusMonths(Math.Min(2, whole - 1)).OnDayOfMonth(LostDay);
        PartialMonth = lost.ToYearMonth();
        var morning = MarketHour.StartOf(lost.PlusDays(9)) + Duration.FromHours(3);
        _lost =
        [
            (Points("303")[0], new(MarketHour.StartOf(lost), MarketHour.StartOf(lost.PlusDays(2)))),
            (Points("503")[0], new(morning, morning + Duration.FromHours(5))),
        ];

        LocalDate Day(int month, int day) => first.PlusMonths(month < whole ? month : 0).OnDayOfMonth(day);
    }

    /// <summary>The day whose lines of three devices come two days later.</summary>
    public LocalDate? LateOn { get; }

    /// <summary>The day that three devices tell wrong, without totals, and tell anew three days later.</summary>
    public LocalDate? WrongOn { get; }

    /// <summary>The day on which a meter is changed.</summary>
    public LocalDate? SwapOn { get; }

    /// <summary>The first quarter of the new meter.</summary>
    public Instant? SwapAt { get; }

    /// <summary>The month with a gap that stays; none when there are fewer than two whole months.</summary>
    public YearMonth? PartialMonth { get; }

    public bool IsLate(int point, LocalDate day) => day == LateOn && _late.Contains(point);

    public bool IsWrong(int point, LocalDate day) => day == WrongOn && _wrong.Contains(point);

    public bool IsNewMeter(int point, Instant start) => start == SwapAt && point == _swapped;

    public bool IsLost(int point, Instant start) => _lost.Any(lost => lost.Point == point && lost.Span.Contains(start));

    private static int[] Points(params string[] numbers) => Array.ConvertAll(
        numbers,
        number => Enumerable.Range(0, Magliano.Points.Count)
            .Single(i => Magliano.Points[i].Pod.Code.EndsWith(number, StringComparison.Ordinal)));
}
