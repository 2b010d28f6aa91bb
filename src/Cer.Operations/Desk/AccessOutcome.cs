namespace Cer.Operations.Desk;

/// <summary>What became of opening a member's page to a delegate's account.</summary>
public enum AccessOutcome
{
    Opened,

    /// <summary>There is no such delegation, or an account has it already.</summary>
    NotOpen,

    /// <summary>The address is that of several accounts.</summary>
    ManyAccounts,
}
