using Cer.Domain;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Curves;

/// <summary>Puts the values of a row on the quarters of its day, which are 92, 96 or 100.</summary>
/// <remarks>
/// When the clocks change, 96 values stand under the labels of the clock. In March the hour from 02:00 does not exist; in
/// October it is there twice and the file has one: it is taken as the first, and the second is missing.
/// </remarks>
internal static class QuarterLayout
{
    public const int Two = 8;
    public const int Three = 12;
    public const int Normal = 96;
    public const long Missing = -1;

    public static int CountOf(LocalDate day) => (int)(MarketHour.SpanOf(day).Duration.TotalMinutes / 15);

    public static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);

    /// <summary>The quarters of a day; null with what was found when the values do not fit it.</summary>
    public static (long[]? Quarters, bool NeedsConfirmation, string Found) Arrange(ReadOnlySpan<long> cells, LocalDate day)
    {
        var count = CountOf(day);
        if (count == 92 && cells.Length >= Normal && IsEmpty(cells[Normal..])
            && !(IsEmpty(cells[92..]) && !IsNothing(cells[Two..Three])))
        {
            if (IsEmpty(cells[92..]) && cells.Length > Normal) return (cells[..92].ToArray(), false, "");
            if (!IsNothing(cells[Two..Three]))
                return (null, false, $"energy from 02:00 to 03:00 of {Text(day)}, an hour which that day has not");
            return ([.. cells[..Two], .. cells[Three..Normal]], true, "");
        }

        if (count == 100 && cells.Length >= Normal && IsEmpty(cells[Normal..]))
            return ([.. cells[..Three], Missing, Missing, Missing, Missing, .. cells[Three..Normal]], true, "");
        if (cells.Length >= count && IsEmpty(cells[count..])) return (cells[..count].ToArray(), false, "");
        return (null, false, $"{cells.Length} values for {Text(day)}, which has {count} quarters");
    }

    public static bool IsEmpty(ReadOnlySpan<long> cells) => !cells.ContainsAnyExcept(Missing);

    private static bool IsNothing(ReadOnlySpan<long> cells) => !cells.ContainsAnyExcept(Missing, 0L);
}
