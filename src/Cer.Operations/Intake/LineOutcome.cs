namespace Cer.Operations.Intake;

/// <summary>What becomes of one line of a message.</summary>
public enum LineOutcome
{
    /// <summary>Its reading is good and goes into the store.</summary>
    Stored,

    /// <summary>It repeats another line of the same message; nothing is stored twice.</summary>
    Repeated,

    /// <summary>It is not stored, and the answer names it.</summary>
    Refused,

    /// <summary>Kept apart for an operator; in no sum until released.</summary>
    Quarantined,
}
