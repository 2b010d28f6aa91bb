using Cer.Operations.Mail;
using NodaTime.Text;

namespace Cer.Host.People;

/// <summary>A person in the list of those who run the house.</summary>
internal sealed record PersonView(
    int Id, string Login, string Name, string? Email, IReadOnlyList<RoleView> Roles, bool Totp, string State,
        string? LastSeenAt, IReadOnlyList<string> Stopped)
{
    /// <param name="known">The person.</param>
    /// <param name="stopped">The optional letters that the person wants no more.</param>
    public static PersonView Of(KnownPerson known, IEnumerable<LetterKind> stopped) => new(
        known.Person.Id,
        known.Person.Login,
        known.Person.Name,
        known.Email,
        [.. known.Person.Roles.Select(RoleView.Of)],
        known.Person.Totp,
        known.State switch { PersonState.Active => "active", PersonState.Invited => "invited", _ => "disabled" },
        known.SeenAt is { } seen ? InstantPattern.General.Format(seen) : null,
        [.. stopped.Select(kind => kind.Word())]);
}
