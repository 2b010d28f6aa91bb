namespace Cer.Operations.Submitting;

/// <summary>What a package is for.</summary>
public enum SubmissionKind
{
    /// <summary>The energies of a month, for GSE.</summary>
    GseMonth,

    /// <summary>Members and points of the configuration, for GSE's portal.</summary>
    GseMembers,

    /// <summary>The report of compliance with its indicators, for ARERA.</summary>
    AreraReport,
}
