using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>A time as the schema's users write it: 2026-01-14T10:15:00, with neither offset nor fraction.</summary>
/// <remarks>A day may end at 24:00:00, as ISO 8601 has it. Read by hand: three times stand in each line.</remarks>
internal static class LocalTimeText
{
    public const string Form = "a time such as 2026-01-14T10:15:00";

    private const string Shape = "0000-00-00T00:00:00";
    private const int LastYear = 9998;

    public static bool TryParse(string text, Offset offset, out Instant instant)
    {
        instant = default;
        var trimmed = text.AsSpan().Trim();
        if (!HasShape(trimmed)) return false;
        var (year, month, day) = (Number(trimmed[..4]), Number(trimmed[5..7]), Number(trimmed[8..10]));
        var (hour, minute, second) = (Number(trimmed[11..13]), Number(trimmed[14..16]), Number(trimmed[17..]));
        if (year is < 1 or > LastYear || month is < 1 or > 12) return false;
        if (day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return false;
        if (minute > 59 || second > 59 || hour > 24 || (hour == 24 && minute + second > 0)) return false;

        instant = new LocalDate(year, month, day).AtMidnight().WithOffset(offset).ToInstant()
            + Duration.FromSeconds((hour * 3600) + (minute * 60) + second);
        return true;
    }

    private static bool HasShape(ReadOnlySpan<char> text)
    {
        if (text.Length != Shape.Length) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (Shape[i] == '0' ? !char.IsAsciiDigit(text[i]) : text[i] != Shape[i]) return false;
        }

        return true;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits) number = (number * 10) + (digit - '0');
        return number;
    }
}
