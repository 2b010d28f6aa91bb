namespace Cer.Operations.Desk;

/// <summary>What became of ending a delegation of one's own.</summary>
public enum MandateOutcome
{
    /// <summary>From now on it holds no more.</summary>
    Ended,

    /// <summary>It was over before.</summary>
    Gone,

    /// <summary>The member gave no such delegation.</summary>
    NoDelegation,
}
