namespace Cer.Operations.Mail;

/// <summary>What a letter is: every maker of letters says it, and by it alone is told whether a reader may do without.</summary>
public enum LetterKind
{
    /// <summary>Put before letters said what they are; it goes out as it always did.</summary>
    Untold,

    /// <summary>A member's statement of a month, which is on the member's page as well.</summary>
    Statement,

    /// <summary>Alarms that were raised, for those of the staff who asked for them.</summary>
    Alarms,

    /// <summary>The report of a month, for those who run the community.</summary>
    MonthReport,

    /// <summary>The table of a month, with the place of the log: a witness.</summary>
    MonthSheet,

    /// <summary>A member's paper of a year's account.</summary>
    YearAccount,

    /// <summary>What happened to an account: a password, a passkey, an address.</summary>
    AccountNews,

    /// <summary>A link by which a member enters once.</summary>
    EntryLink,

    /// <summary>To who became a member, or acts for one.</summary>
    Access,

    /// <summary>A delegation that was given, opened, ended or revoked.</summary>
    Delegation,

    /// <summary>What a workflow of the community writes, to whom its designer chose.</summary>
    Workflow,

    /// <summary>A trial of the way.</summary>
    Trial,
}
