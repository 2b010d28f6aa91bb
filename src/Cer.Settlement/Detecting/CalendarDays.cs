using Cer.Domain;
using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Settlement.Detecting;

/// <summary>The Rome days of a span of quarters: which quarter is at which time of which day, and what kind of day it is.</summary>
public sealed class CalendarDays
{
    private const int Slots = 96;

    private readonly int[] _day;
    private readonly int[] _slot;
    private readonly int[][] _quarters;
    private readonly LocalDate[] _dates;
    private readonly int[] _kinds;

    /// <param name="first">The first quarter, since the Unix epoch.</param>
    /// <param name="count">How many.</param>
    public CalendarDays(long first, int count)
    {
        (_day, _slot) = (new int[count], new int[count]);
        var (dates, quarters) = (new List<LocalDate>(), new List<int[]>());
        for (var i = 0; i < count; i++)
        {
            var local = Instant.FromUnixTimeSeconds((first + i) * 900).InZone(MarketHour.Rome).LocalDateTime;
            if (dates.Count == 0 || dates[^1] != local.Date)
            {
                dates.Add(local.Date);
                var places = new int[Slots];
                Array.Fill(places, -1);
                quarters.Add(places);
            }

            (_day[i], _slot[i]) = (dates.Count - 1, (local.Hour * 4) + (local.Minute / 15));
            // Of the hour that comes twice the first stands for both.
            if (quarters[^1][_slot[i]] < 0) quarters[^1][_slot[i]] = i;
        }

        (_dates, _quarters) = ([.. dates], [.. quarters]);
        _kinds = Array.ConvertAll(_dates, KindOf);
    }

    public int Count => _dates.Length;

    public LocalDate Date(int day) => _dates[day];

    public int DayOf(int quarter) => _day[quarter];

    /// <summary>The quarter of another day at the same time of the clock; negative when that day has none here.</summary>
    public int SameTime(int quarter, int day) => _quarters[day][_slot[quarter]];

    /// <summary>Whether two days are of one kind: working days, Saturdays, Sundays and holidays.</summary>
    public bool AreAlike(int one, int other) => _kinds[one] == _kinds[other];

    private static int KindOf(LocalDate day) =>
        WorkingDays.IsWorking(day) ? 0 : day.DayOfWeek == IsoDayOfWeek.Saturday ? 1 : 2;
}
