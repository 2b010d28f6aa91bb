using System.Globalization;

namespace Cer.Exchange.Curves;

/// <summary>Something in a curve file that a person should know before it is taken in.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Field">The column or element.</param>
/// <param name="Sentence">What it is.</param>
/// <param name="NeedsConfirmation">Whether it is taken in only when the person says so.</param>
public sealed record CurveWarning(string File, long Line, string Field, string Sentence, bool NeedsConfirmation)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Field}: {Sentence}");
}
