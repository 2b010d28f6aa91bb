namespace Cer.Operations.Desk;

/// <summary>A member whom an act is about, with what was brought for it.</summary>
/// <param name="Code">The member's code.</param>
/// <param name="Evidence">The paper; null where none is asked for.</param>
/// <param name="Substation">The primary substation that the paper tells.</param>
/// <param name="Consent">Term of the consent to quarter hours.</param>
/// <param name="Delegation">Who acts for it.</param>
public sealed record ActMember(
    string Code, DeskEvidence? Evidence, string? Substation = null, DeskTerm? Consent = null, NewDelegation? Delegation = null)
{
    /// <summary>What the form told of somebody who becomes a member; null of all others.</summary>
    public Enrolment? Enrolment { get; init; }

    /// <summary>The account of the member with its letter; null where none is made.</summary>
    public NewAccess? Access { get; init; }
}
