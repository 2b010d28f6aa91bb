namespace Cer.Exchange.Gse;

/// <summary>What a statement of GSE settles; a later kind takes the place of an earlier one of the same month.</summary>
public enum StatementKind
{
    Advance,

    /// <summary>Some measures are missing still.</summary>
    Partial,

    /// <summary>All measures were there.</summary>
    Complete,

    /// <summary>Computed again on rectified measures.</summary>
    Recalculation,
}
