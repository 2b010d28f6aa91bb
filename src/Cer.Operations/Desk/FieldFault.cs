namespace Cer.Operations.Desk;

/// <summary>What is wrong with one field of a form: told beside it.</summary>
/// <param name="Field">The field as the form names it, such as <c>points[0].pod</c>; empty for the form as a whole.</param>
/// <param name="Code">Which fault it is, so that a page can say it in the reader's language.</param>
/// <param name="Found">What stands there; never a point's code.</param>
/// <param name="Expected">What should.</param>
public sealed record FieldFault(string Field, string Code, string Found, string Expected)
{
    public override string ToString() => $"{Field}: found {Found}, expected {Expected}";
}
