namespace Cer.Exchange.Submissions;

/// <summary>What is wrong, or odd, in a package before it goes out.</summary>
/// <param name="IsFault">Whether it must not go out like this; otherwise somebody should look.</param>
/// <param name="Table">Table of the model.</param>
/// <param name="Row">Which row: a unit, the last characters of a point, an hour; empty for the table as a whole.</param>
/// <param name="Field">Field of the model.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should.</param>
public sealed record PackageFinding(bool IsFault, string Table, string Row, string Field, string Found, string Expected)
{
    public override string ToString() => $"{Table}{(Row.Length > 0 ? $" {Row}" : "")}, {Field}: found {Found}, expected {Expected}.";
}
