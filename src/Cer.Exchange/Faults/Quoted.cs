using System.Text;

namespace Cer.Exchange.Faults;

/// <summary>Shows a piece of input in a message: on one line, without control characters, not too long.</summary>
internal static class Quoted
{
    private const int Longest = 60;

    public static string Text(ReadOnlySpan<byte> utf8) =>
        Text(Encoding.UTF8.GetString(utf8.Length > 4 * Longest ? utf8[..(4 * Longest)] : utf8));

    public static string Text(string text)
    {
        if (text.Length == 0) return "nothing";
        var shown = new StringBuilder(Math.Min(text.Length, Longest) + 1);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, Longest))) shown.Append(char.IsControl(c) ? '\uFFFD' : c);
        if (text.Length > Longest) shown.Append('…');
        return shown.ToString();
    }
}
