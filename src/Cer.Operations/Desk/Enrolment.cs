using Cer.Domain.Codes;
using Cer.Operations.Mail;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Somebody who becomes a member.</summary>
/// <param name="Name">The name people read.</param>
/// <param name="Category">Legal kind.</param>
/// <param name="Enterprise">Whether it may not take from the surplus.</param>
/// <param name="Points">Its points; at least one.</param>
/// <param name="From">The first day of all of them.</param>
public sealed record Enrolment(
    string Name, MemberCategory Category, bool Enterprise, IReadOnlyList<DeskPoint> Points, LocalDate From)
{
    public DeskEvidence? Evidence { get; init; }

    /// <summary>The primary substation of the points as the paper tells it; null where it does not.</summary>
    public string? Substation { get; init; }

    /// <summary>Term of the consent to the quarter hours of own devices; null where none was given.</summary>
    public DeskTerm? Consent { get; init; }

    public NewDelegation? Delegation { get; init; }

    /// <summary>Where the invite to the own page goes; null where none is written.</summary>
    public EmailAddress? Email { get; init; }

    /// <summary>What stands before the names of its fields, such as <c>rows[3].</c> of a file.</summary>
    public string Place { get; init; } = "";
}
