namespace Cer.Operations.Keeping;

/// <summary>What is kept for a term: the quarter hours that came in, or the hours that were made from them.</summary>
public enum KeptKind
{
    QuarterHours,
    Hours,
}
