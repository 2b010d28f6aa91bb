using Cer.Operations.Mine;
using Cer.Operations.People;

namespace Cer.Operations.Looks;

/// <summary>Notes that somebody of the staff asks for what is a member's, before it is answered.</summary>
/// <remarks>
/// What cannot be noted is not answered: the note is written first, and its failure ends the call.
/// Source: Regulation (EU) 2016/679, art. 5(2) (accountability) and art. 32 (security of processing).
/// </remarks>
public sealed class NoteLook(ILookStore looks)
{
    /// <param name="person">Who asks.</param>
    /// <param name="token">By which token of the person a program asks; null when the person does.</param>
    /// <param name="community">Code of the community in the address; null where a document tells it.</param>
    /// <param name="subject">What the call names.</param>
    /// <param name="kind">What is asked for.</param>
    /// <param name="page">The address as it is mapped.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task RunAsync(
        Person person,
        long? token,
        string? community,
        LookSubject subject,
        LookKind kind,
        string page,
        CancellationToken cancellation)
    {
        if (await looks.FindAsync(community, subject, cancellation) is { } target)
            await NoteAsync(person, token, target, kind, page, cancellation);
    }

    /// <summary>Notes it for everybody who has a plant.</summary>
    public async Task RunForRoofsAsync(Person person, long? token, string community, string page, CancellationToken cancellation)
    {
        foreach (var target in await looks.RoofsAsync(community, cancellation))
            await NoteAsync(person, token, target, LookKind.Plant, page, cancellation);
    }

    /// <summary>Notes that somebody who acts for a member looks at what is its own.</summary>
    public Task RunForDelegateAsync(
        Person person, MineProfile member, LookKind kind, string page, CancellationToken cancellation) => looks.NoteAsync(
            new(member.Community, member.Code, member.Member),
            person.Id,
            null,
            [Role.Delegate.Word()],
            kind,
            page,
            cancellation);

    private async Task NoteAsync(Person person, long? token, LookTarget target, LookKind kind, string page, CancellationToken cancellation)
    {
        // Of a document that names no member it is the report of all of them.
        if (kind == LookKind.Document && target.Member is null) kind = LookKind.Report;
        // Somebody's own are no look, whatever else he is.
        if (person.Roles.Any(role =>
            role.Role == Role.Member && role.Community == target.Community && role.Member == target.Member)) return;
        string[] roles =
        [
            .. person.Roles.Where(role => !RoleWords.Private.Contains(role.Role) && role.IsIn(target.Code))
                .Select(role => role.Role.Word()).Distinct().Order(StringComparer.Ordinal),
        ];
        // Who has no role there is not answered either.
        if (roles.Length > 0) await looks.NoteAsync(target, person.Id, token, roles, kind, page, cancellation);
    }
}
