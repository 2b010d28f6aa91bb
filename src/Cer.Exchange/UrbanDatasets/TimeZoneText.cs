using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>The fixed offset of a message, in the spellings that senders use.</summary>
/// <remarks>
/// Seen: +01:00, UTC+1, UTC+01:00, UTC+5:30, UTC. A named zone is refused: with one, the repeated hour of the
/// autumn change would be ambiguous.
/// </remarks>
internal static class TimeZoneText
{
    public const string Form = "an offset such as +01:00, UTC+1 or UTC";

    private const int MostHours = 14;

    public static bool TryParse(string text, out Offset offset)
    {
        offset = Offset.Zero;
        var rest = text.AsSpan().Trim();
        var named = rest.StartsWith("UTC", StringComparison.OrdinalIgnoreCase);
        if (named) rest = rest[3..];
        if (rest.IsEmpty) return named;

        if (rest[0] is not ('+' or '-')) return false;
        var sign = rest[0] == '-' ? -1 : 1;
        rest = rest[1..];
        var colon = rest.IndexOf(':');
        var hours = colon < 0 ? rest : rest[..colon];
        var minutes = colon < 0 ? "00" : rest[(colon + 1)..];
        if (!IsDigits(hours, 1, 2) || !IsDigits(minutes, 2, 2) || (!named && hours.Length < 2)) return false;

        var total = (Value(hours) * 60) + Value(minutes);
        if (Value(minutes) > 59 || total > MostHours * 60) return false;
        offset = Offset.FromSeconds(sign * total * 60);
        return true;
    }

    private static bool IsDigits(ReadOnlySpan<char> text, int least, int most) =>
        text.Length >= least && text.Length <= most && !text.ContainsAnyExceptInRange('0', '9');

    private static int Value(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var digit in digits) value = (value * 10) + (digit - '0');
        return value;
    }
}
