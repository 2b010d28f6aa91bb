namespace Cer.Domain.Formulas;

/// <summary>A word of a formula: a number, a name or a sign; an empty text is the end.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Text">As it stands.</param>
/// <param name="Place">Its first character, from 1.</param>
internal readonly record struct FormulaToken(FormulaToken.Sort Kind, string Text, int Place)
{
    private const string Signs = "+-*/(),<>=";

    internal enum Sort
    {
        End,
        Number,
        Name,
        Sign,
    }

    /// <summary>The next word at or after a place of the text, counted from 0.</summary>
    public static FormulaToken Next(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n') at++;
        if (at >= text.Length) return new(Sort.End, "", at + 1);
        var first = text[at];
        if (char.IsAsciiDigit(first)) return new(Sort.Number, text[at..End(text, at, c => char.IsAsciiDigit(c) || c == '.')], at + 1);
        if (char.IsAsciiLetterLower(first))
            return new(Sort.Name, text[at..End(text, at, c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')], at + 1);
        if (at + 1 < text.Length && text.AsSpan(at, 2) is "<=" or ">=" or "<>") return new(Sort.Sign, text.Substring(at, 2), at + 1);
        return Signs.Contains(first, StringComparison.Ordinal)
            ? new(Sort.Sign, text.Substring(at, 1), at + 1)
            : throw new FormulaException(
                Shown(first.ToString()), "a number, a name in small letters, or one of + - * / ( ) , < > =", Where(at + 1));
    }

    public static string Where(int place) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"character {place}");

    public static string Shown(string text)
    {
        const int Longest = 30;
        if (text.Length == 0) return "the end";
        var shown = new string([.. text.Take(Longest).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
        return text.Length > Longest ? $"'{shown}…'" : $"'{shown}'";
    }

    private static int End(string text, int at, Func<char, bool> goesOn)
    {
        while (at < text.Length && goesOn(text[at])) at++;
        return at;
    }
}
