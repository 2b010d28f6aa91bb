namespace Cer.Host.People;

/// <summary>The person who is signed in, as the pages know it.</summary>
internal sealed record Me(string Login, string Name, string Language, bool Totp, IReadOnlyList<RoleView> Roles)
{
    /// <summary>Whether Home Assistant signs the person in, so that signing out here means nothing.</summary>
    public bool Home { get; init; }

    public static Me Of(Person person) =>
        new(person.Login, person.Name, person.Language, person.Totp, [.. person.Roles.Select(RoleView.Of)]);
}
