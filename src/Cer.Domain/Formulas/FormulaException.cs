namespace Cer.Domain.Formulas;

/// <summary>A formula that cannot be read, or gives no weight; the message says what was found and expected.</summary>
public sealed class FormulaException : Exception
{
    /// <param name="found">What was found.</param>
    /// <param name="expected">What was expected.</param>
    /// <param name="where">Where: a character of the text, a member; null for the formula as a whole.</param>
    public FormulaException(string found, string expected, string? where = null)
        : base($"{(where is null ? "" : $"{where}: ")}found {found}, expected {expected}") =>
        (Found, Expected) = (where is null ? found : $"{found} ({where})", expected);

    public string Found { get; }

    public string Expected { get; }
}
