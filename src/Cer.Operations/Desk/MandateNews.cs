namespace Cer.Operations.Desk;

/// <summary>What happened to a delegation that its member is written about.</summary>
public enum MandateNews
{
    /// <summary>It was recorded at the desk.</summary>
    Given,

    /// <summary>It was on paper alone, and opens the member's page now.</summary>
    Opened,

    /// <summary>The desk ended it before its term.</summary>
    Ended,

    /// <summary>It was ended on the member's own page.</summary>
    EndedByMember,
}
