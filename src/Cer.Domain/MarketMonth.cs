using System.Globalization;
using NodaTime;

namespace Cer.Domain;

/// <summary>A calendar month of the Rome clock, as a run of settlement hours.</summary>
/// <remarks>Hours are counted from the Unix epoch; the calendar reaches from 2000 to 2099.</remarks>
public readonly record struct MarketMonth : IComparable<MarketMonth>
{
    public const int FirstYear = 2000;
    public const int LastYear = 2099;

    private static readonly long[] FirstHours = [.. Enumerable.Range(0, ((LastYear - FirstYear + 1) * 12) + 1).Select(FirstHourOf)];

    private readonly int _index;

    private MarketMonth(int index) => _index = index;

    /// <exception cref="ArgumentOutOfRangeException">The month is not one of 2000-01 to 2099-12.</exception>
    public MarketMonth(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        _index = ((year - FirstYear) * 12) + month - 1;
    }

    /// <summary>First hour of the calendar, since the Unix epoch.</summary>
    public static long CalendarStart => FirstHours[0];

    /// <summary>First hour after the calendar, since the Unix epoch.</summary>
    public static long CalendarEnd => FirstHours[^1];

    public int Year => FirstYear + (_index / 12);

    public int Month => 1 + (_index % 12);

    /// <summary>The first hour, since the Unix epoch.</summary>
    public long FirstHour => FirstHours[_index];

    /// <summary>How many hours the month has, clock changes included.</summary>
    public int HourCount => (int)(FirstHours[_index + 1] - FirstHours[_index]);

    public LocalDate FirstDay => new(Year, Month, 1);

    public LocalDate LastDay => FirstDay.PlusMonths(1).PlusDays(-1);

    /// <summary>Its days, in order.</summary>
    public IEnumerable<LocalDate> Days
    {
        get
        {
            for (var day = FirstDay; Of(day) == this; day = day.PlusDays(1)) yield return day;
        }
    }

    public MarketMonth Next => new(_index + 1);

    public static bool operator <(MarketMonth left, MarketMonth right) => left._index < right._index;

    public static bool operator >(MarketMonth left, MarketMonth right) => left._index > right._index;

    public static bool operator <=(MarketMonth left, MarketMonth right) => left._index <= right._index;

    public static bool operator >=(MarketMonth left, MarketMonth right) => left._index >= right._index;

    /// <summary>The month of an hour counted from the Unix epoch, within the calendar.</summary>
    public static MarketMonth OfHour(long hour)
    {
        var found = Array.BinarySearch(FirstHours, hour);
        return new(found >= 0 ? found : ~found - 1);
    }

    public static MarketMonth Of(LocalDate day) => new(day.Year, day.Month);

    /// <summary>Every month from one to another, both included.</summary>
    public static IEnumerable<MarketMonth> Between(MarketMonth first, MarketMonth last)
    {
        for (var index = first._index; index <= last._index; index++) yield return new(index);
    }

    /// <summary>Reads <c>2026-01</c>.</summary>
    public static bool TryParse(string text, out MarketMonth month)
    {
        month = default;
        if (text is not [_, _, _, _, '-', _, _]) return false;
        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return false;
        if (!int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        if (year is < FirstYear or > LastYear || number is < 1 or > 12) return false;
        month = new(year, number);
        return true;
    }

    /// <summary>The first hour of a Rome day, since the Unix epoch.</summary>
    public static long HourOf(LocalDate day) => MarketHour.StartOf(day).ToUnixTimeSeconds() / 3600;

    public int CompareTo(MarketMonth other) => _index.CompareTo(other._index);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");

    private static long FirstHourOf(int index) => HourOf(new(FirstYear + (index / 12), 1 + (index % 12), 1));
}
