using Cer.Operations.Mail;

namespace Cer.Operations.Desk;

/// <summary>Another person acts for a member.</summary>
/// <param name="Delegate">The name of who acts.</param>
/// <param name="Term">From when to when.</param>
/// <param name="Evidence">The paper that says so.</param>
/// <param name="Email">The address of the account that the member's page opens to; null where it is on paper alone.</param>
public sealed record NewDelegation(string Delegate, DeskTerm Term, DeskEvidence Evidence, EmailAddress? Email = null)
{
    /// <summary>The account with its letters, once they are written.</summary>
    public NewAccess? Access { get; init; }
}
