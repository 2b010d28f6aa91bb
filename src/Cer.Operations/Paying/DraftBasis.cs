namespace Cer.Operations.Paying;

/// <summary>What a draft was computed from: when any of it is another, the draft is made again.</summary>
public sealed record DraftBasis(long Run, long TaxVersions, int RuleRevision)
{
    /// <summary>How many lines that correct closed months the month has taken.</summary>
    public long Corrections { get; init; }
}
