namespace Cer.Operations.Auditing;

/// <summary>The first link of a chain that does not hold.</summary>
/// <param name="Sequence">The number of the entry that is wrong, or missing.</param>
/// <param name="Found">What is there.</param>
/// <param name="Expected">What was to be there.</param>
public sealed record ChainBreak(long Sequence, string Found, string Expected)
{
    public override string ToString() => FormattableString.Invariant($"entry {Sequence}: Found {Found}, expected {Expected}.");
}
