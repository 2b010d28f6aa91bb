namespace Cer.Operations.Mine;

/// <summary>What became of taking a consent back.</summary>
public enum ConsentOutcome
{
    /// <summary>From now on it counts no more.</summary>
    Withdrawn,

    /// <summary>It was taken back before.</summary>
    Gone,

    /// <summary>The member gave no such consent.</summary>
    NoConsent,
}
