using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Who acts for a member, from when to when, and by which paper.</summary>
/// <param name="Id">Number within the community.</param>
/// <param name="Member">The member's code.</param>
/// <param name="MemberName">Its name, as it was last declared.</param>
/// <param name="Delegate">Who acts.</param>
/// <param name="Term">From when to when; as it was ended where it was.</param>
/// <param name="Evidence">The paper.</param>
/// <param name="Author">Who recorded it.</param>
/// <param name="At">When.</param>
/// <param name="EndedFor">Why it was ended before its term; null where it was not.</param>
/// <param name="Page">Whether it opens the member's page: paper (it has no account), invited, open, or closed with the account.</param>
public sealed record KeptDelegation(
    int Id,
    string Member,
    string MemberName,
    string Delegate,
    DeskTerm Term,
    DeskEvidence Evidence,
    string Author,
    Instant At,
    string? EndedFor,
    string Page)
{
    /// <summary>How many scans are kept with it.</summary>
    public int Papers { get; init; }
}
