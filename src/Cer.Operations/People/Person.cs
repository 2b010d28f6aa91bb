namespace Cer.Operations.People;

/// <summary>A person who may sign in.</summary>
/// <param name="Id">The store's number.</param>
/// <param name="Login">What the person signs in with.</param>
/// <param name="Name">How the person is called.</param>
/// <param name="Language">The language of the pages: it or en.</param>
/// <param name="Totp">Whether a code of an app is asked for besides the password.</param>
/// <param name="Roles">What the person may do, and where.</param>
public sealed record Person(
    int Id, string Login, string Name, string Language, bool Totp, IReadOnlyList<PersonRole> Roles)
{
    /// <summary>How acts of this person are signed where they are kept: by number, which is no personal value.</summary>
    public string Signature => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"person:{Id}");

    /// <summary>Whether the person has anything to do with a community.</summary>
    public bool Knows(string community) => Roles.Any(role => role.IsIn(community));

    /// <summary>Whether one of these roles is the person's: in a community, or anywhere when none is named.</summary>
    public bool Has(string? community, params IEnumerable<Role> roles) =>
        Roles.Any(own => roles.Contains(own.Role) && (community is null || own.IsIn(community)));
}
