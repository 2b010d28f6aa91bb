namespace Cer.Settlement.Payouts;

/// <summary>Why an amount is left open.</summary>
public enum LeftReason
{
    /// <summary>The member has no bank details.</summary>
    NoAccount,

    /// <summary>It is less than the least that is paid: it is carried over.</summary>
    BelowLeast,

    /// <summary>The member owes as much, or more.</summary>
    Debt,

    /// <summary>Less was received for the month than is owed for it.</summary>
    NotReceived,

    /// <summary>By the check of the surplus enterprises would get a part of it.</summary>
    Unentitled,
}
