using System.Globalization;

namespace Cer.Exchange;

/// <summary>A sender's own words inside a sentence of ours: short, and on one line.</summary>
internal static class Quote
{
    private const int Longest = 40;

    public static string Text(string found)
    {
        var shown = new string([.. found.Take(Longest).Select(c => IsPlain(c) ? c : '?')]);
        return found.Length > Longest
            ? string.Create(CultureInfo.InvariantCulture, $"'{shown}…' ({found.Length} characters)")
            : $"'{shown}'";
    }

    private static bool IsPlain(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029');
}
