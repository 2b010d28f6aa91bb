namespace Cer.Operations.Submitting;

/// <summary>Why a package was rejected, of one field of it.</summary>
/// <param name="Field">Which, such as energia-2026-10.xml/up[2]/injected; empty for the whole.</param>
/// <param name="Code">A short word or number of whoever rejects; empty without one.</param>
/// <param name="Text">What is wrong.</param>
public sealed record FieldReason(string Field, string Code, string Text)
{
    public const int Longest = 500;
    public const int Most = 1000;

    /// <summary>Reasons as they can be kept: not too many, not too long.</summary>
    public static IReadOnlyList<FieldReason> Bounded(IEnumerable<FieldReason> reasons) =>
        [.. reasons.Take(Most).Select(one => new FieldReason(Cut(one.Field), Cut(one.Code), Cut(one.Text)))];

    private static string Cut(string text) => text.Length > Longest ? text[..Longest] : text;
}
