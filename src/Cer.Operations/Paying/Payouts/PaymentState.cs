namespace Cer.Operations.Paying.Payouts;

/// <summary>Where a payment stands.</summary>
public enum PaymentState
{
    /// <summary>Waits for approvals or for its file.</summary>
    Open,

    /// <summary>Its file was made: it is on its way.</summary>
    Sent,

    /// <summary>The bank has booked it.</summary>
    Booked,

    /// <summary>The bank refused it: what it paid is owed again.</summary>
    Rejected,

    /// <summary>It came back: what it paid is owed again.</summary>
    Returned,

    /// <summary>Given up before its file was made.</summary>
    Cancelled,
}
