namespace Cer.Exchange.Sepa;

/// <summary>Which columns of a bank's table tell a movement: the names in its header, and how it writes figures and days.</summary>
/// <param name="Day">The day of the booking.</param>
/// <param name="Amount">What came in or, below zero, went out.</param>
/// <param name="Words">What the bank says of it, references included.</param>
public sealed record MovementColumns(string Day, string Amount, string Words)
{
    /// <summary>The forms of days that a table may be said to have.</summary>
    public static IReadOnlyList<string> DayForms { get; } = ["dd/MM/uuuu", "MM/dd/uuuu", "dd-MM-uuuu", "dd.MM.uuuu", "uuuu-MM-dd"];

    /// <summary>What parts the cents, comma or point; null to tell it from each amount.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>One of <see cref="DayForms" />; null for any that Italian banks write.</summary>
    public string? DayForm { get; init; }
}
