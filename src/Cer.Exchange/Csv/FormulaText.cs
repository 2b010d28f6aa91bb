namespace Cer.Exchange.Csv;

/// <summary>Texts that a spreadsheet would take for a formula, and run.</summary>
/// <remarks>Source: OWASP, CSV injection: a cell that begins with = + - @, a tab or a carriage return.</remarks>
public static class FormulaText
{
    public static bool Is(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    /// <summary>The text with an apostrophe before it where it needs one: a spreadsheet then shows a text.</summary>
    public static string Harmless(string text) => Is(text) ? $"'{text}" : text;
}
