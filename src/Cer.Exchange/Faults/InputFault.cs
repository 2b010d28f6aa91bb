using System.Globalization;

namespace Cer.Exchange.Faults;

/// <summary>One thing that is wrong in an input: where it stands, what was found, what was expected.</summary>
/// <param name="File">Name of the file, as the reader of the message knows it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Field">Column or YAML path; <c>row</c> for a row as a whole.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should.</param>
public sealed record InputFault(string File, long Line, string Field, string Found, string Expected)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Field}: found {Found}, expected {Expected}");
}
