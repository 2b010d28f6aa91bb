using System.Text.RegularExpressions;
using Cer.Operations.People.News;

namespace Cer.Operations.People;

/// <summary>Adds, invites, changes and disables people; who runs one community, those who are in no other.</summary>
public sealed partial class ManagePeople(IPeopleStore people, TellOwner tell)
{
    private const int LongestName = 200;
    private const int LongestEmail = 254;

    public async Task<IReadOnlyList<KnownPerson>> ListAsync(Person? by, CancellationToken cancellation) =>
        [.. (await people.ListAsync(cancellation))
            .Where(known => by is null || known.Person.Roles.Any(role => Runs(by, role)))];

    /// <summary>Somebody whom one runs as a whole; null when there is no such person, or one has a role elsewhere.</summary>
    public async Task<KnownPerson?> FindAsync(int person, Person? by, CancellationToken cancellation) =>
        (await people.ListAsync(cancellation)).FirstOrDefault(known =>
            known.Person.Id == person && (by is null || RunsAll(by) || known.Person.Roles.All(role => Runs(by, role))));

    /// <param name="person">Who is to be added; the roles name communities and members that exist.</param>
    /// <param name="by">Who adds; null for whoever holds the data folder.</param>
    /// <param name="signature">How the act is signed.</param>
    /// <param name="onlyFirst">Only when there is nobody yet.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ManageOutcome> AddAsync(
        NewPerson person, Person? by, string signature, bool onlyFirst, CancellationToken cancellation)
    {
        if (Problem(person) is { } problem) return problem;
        if (by is not null && !person.Roles.All(role => Runs(by, role)))
            return NotYours();
        var token = SecretToken.New();
        var made = onlyFirst
            ? await people.AddFirstAsync(person, token, signature, cancellation)
            : await people.AddAsync(person, token, signature, cancellation);
        return made is null
            ? new ManageOutcome.Taken("Found the login with somebody else, expected one that is free.", "login")
            : new ManageOutcome.Invited(made);
    }

    public async Task<ManageOutcome> InviteAsync(
        int person, Person? by, string signature, CancellationToken cancellation)
    {
        if (await FindAsync(person, by, cancellation) is null) return new ManageOutcome.Nobody();
        return await people.InviteAsync(person, SecretToken.New(), signature, cancellation) is { } made
            ? new ManageOutcome.Invited(made)
            : new ManageOutcome.Nobody();
    }

    public async Task<ManageOutcome> DisableAsync(
        int person, Person? by, string signature, CancellationToken cancellation)
    {
        if (await FindAsync(person, by, cancellation) is null) return new ManageOutcome.Nobody();
        if (by?.Id == person) return new ManageOutcome.Taken("Found yourself, expected somebody else.");
        return Outcome(await people.DisableAsync(person, signature, cancellation));
    }

    /// <summary>Makes a person what the change says: its roles are those and no others.</summary>
    public async Task<ManageOutcome> ChangeAsync(
        int person, PersonChange change, Person? by, string signature, CancellationToken cancellation)
    {
        if (Problem(change) is { } problem) return problem;
        if (await FindAsync(person, by, cancellation) is not { } known) return new ManageOutcome.Nobody();
        if (by is not null && !change.Roles.All(role => Runs(by, role))) return NotYours();
        var before = await people.NewsReaderAsync(person, cancellation);
        // To the address of before: whoever reads at the new one may be somebody else.
        return Outcome(await tell.WithBeforeAsync(
            () => people.ChangeAsync(person, change, signature, cancellation),
            outcome => outcome == ChangeOutcome.Done && known.Email != change.Email ? before : null,
            AccountNews.EmailChanged,
            cancellation));
    }

    private static ManageOutcome Outcome(ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.Done => new ManageOutcome.Done(),
        ChangeOutcome.OnlyAdministrator => new ManageOutcome.Taken(
            "Found the only administrator, expected another one who has signed in before."),
        _ => new ManageOutcome.Nobody(),
    };

    private static ManageOutcome.NotAllowed NotYours() =>
        new("Found a role in a community that is not yours to run, expected your own.");

    /// <summary>Whether somebody runs the community of a role; one who runs all of them also runs the house.</summary>
    private static bool Runs(Person by, PersonRole role) => by.Roles.Any(own =>
        own.Role == Role.Administrator && (own.Community is null || own.Community == role.Community));

    private static bool RunsAll(Person person) =>
        person.Roles.Any(role => role.Role == Role.Administrator && role.Community is null);

    private static ManageOutcome.Refused? Problem(NewPerson person)
    {
        if (!Login().IsMatch(person.Login))
            return new("Found another login, expected 1 to 100 of a-z, 0-9 and . _ @ + -, beginning with a letter or digit.", "login");
        return Problem(new PersonChange(person.Name, person.Email, person.Roles));
    }

    private static ManageOutcome.Refused? Problem(PersonChange person)
    {
        if (string.IsNullOrWhiteSpace(person.Name) || person.Name.Length > LongestName)
            return new($"Found no name or a long one, expected 1 to {LongestName} characters.", "name");
        if (person.Email is { } email && (email.Length > LongestEmail || !Email().IsMatch(email)))
            return new("Found another e-mail address, expected one such as nome@comune.example.", "email");
        return person.Roles.Count == 0 ? new("Found no role, expected at least one.") : null;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._@+-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Login();

    [GeneratedRegex(@"\A[^\s@<>,;:""\x00-\x1f]+@[^\s@<>,;:""\x00-\x1f]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}
