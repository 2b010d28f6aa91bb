using System.Globalization;
using System.Text;

namespace Cer.Exchange.Faults;

/// <summary>Shows a piece of input in words of ours: on one line, without control characters, not too long.</summary>
internal static class Quoted
{
    private const int Longest = 60;
    private const int LongestInSentence = 40;

    public static string Text(ReadOnlySpan<byte> utf8) =>
        Text(Encoding.UTF8.GetString(utf8.Length > 4 * Longest ? utf8[..(4 * Longest)] : utf8));

    /// <summary>As a fault has it, which names the place: bare, and <c>nothing</c> when it is empty.</summary>
    public static string Text(string text)
    {
        if (text.Length == 0) return "nothing";
        var shown = Shown(text, Longest, '\uFFFD', char.IsControl);
        return text.Length > Longest ? $"{shown}…" : shown;
    }

    /// <summary>As a sentence has it, told by one who sends: between quotation marks.</summary>
    public static string InSentence(string text)
    {
        var shown = Shown(text, LongestInSentence, '?', IsUnseemly);
        return text.Length > LongestInSentence
            ? string.Create(CultureInfo.InvariantCulture, $"'{shown}…' ({text.Length} characters)")
            : $"'{shown}'";
    }

    private static string Shown(string text, int longest, char instead, Predicate<char> isHidden) =>
        new([.. text.Take(longest).Select(c => isHidden(c) ? instead : c)]);

    private static bool IsUnseemly(char c) => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029';
}
