using System.Numerics;
using Cer.Domain;
using Cer.Settlement.Dates;
using Cer.Settlement.Months;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>Hours of a point made from sums, as GSE makes them for points without validated hours.</summary>
/// <remarks>
/// Source: Regole Operative pp. 43-44: monthly or band data spread over hours. Bands: ARERA 181/06. GSE's standard profiles are not
/// published in what was read; those two spreads can be tried, others stay unexplained.
/// </remarks>
internal static class LoadProfile
{
    private static readonly AnnualDate Rome = new(6, 29);

    /// <summary>A sum spread evenly over the month, and over the bands in the proportions of our own hours.</summary>
    /// <param name="calendar">The month.</param>
    /// <param name="own">Our hours, micro-kWh.</param>
    /// <param name="total">What is spread, micro-kWh.</param>
    public static IEnumerable<(string Name, long[] Hours)> All(MonthCalendar calendar, ReadOnlySpan<long> own, long total)
    {
        var bands = Bands(calendar);
        var sums = new long[3];
        for (var hour = 0; hour < bands.Length; hour++) sums[bands[hour]] += own[hour];
        var all = sums.Sum();
        var flat = Spread(bands, [total, 0, 0], _ => 0);
        if (all == 0) return [("flat", flat)];
        var parts = LargestRemainder.Split(total, Array.ConvertAll(sums, sum => new BigInteger(sum)));
        return [("bands", Spread(bands, parts, band => band)), ("flat", flat)];
    }

    private static long[] Spread(int[] bands, long[] sums, Func<int, int> of)
    {
        var counts = new int[3];
        foreach (var band in bands) counts[of(band)]++;
        var (given, hours) = (new int[3], new long[bands.Length]);
        for (var hour = 0; hour < hours.Length; hour++)
        {
            var band = of(bands[hour]);
            hours[hour] = (sums[band] / counts[band]) + (given[band]++ < sums[band] % counts[band] ? 1 : 0);
        }

        return hours;
    }

    /// <summary>F1, F2, F3 of each hour, as 0 to 2.</summary>
    private static int[] Bands(MonthCalendar calendar)
    {
        var bands = new int[calendar.Hours];
        for (var day = 0; day < calendar.Days.Count; day++)
        {
            for (var hour = calendar.FirstHourOf(day); hour < calendar.FirstHourOf(day + 1); hour++)
            {
                var clock = Instant.FromUnixTimeSeconds((calendar.Month.FirstHour + hour) * 3600).InZone(MarketHour.Rome).Hour;
                bands[hour] = Band(calendar.Days[day], clock);
            }
        }

        return bands;
    }

    private static int Band(LocalDate day, int clock)
    {
        if (clock is >= 23 or < 7 || day.DayOfWeek == IsoDayOfWeek.Sunday || IsHoliday(day)) return 2;
        return day.DayOfWeek == IsoDayOfWeek.Saturday || clock is 7 or >= 19 ? 1 : 0;
    }

    /// <summary>A national holiday in the week: that of the city of Rome is none.</summary>
    private static bool IsHoliday(LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
        && !WorkingDays.IsWorking(day)
        && new AnnualDate(day.Month, day.Day) != Rome;
}
