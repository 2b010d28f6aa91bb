namespace Cer.Host.People;

/// <summary>Who may use an endpoint; every endpoint carries one, and one without is closed.</summary>
/// <param name="Door">Which kind of caller it is for.</param>
/// <param name="Roles">The roles that fit, where it is for people with roles; an auditor among others only reads.</param>
internal sealed record AccessRule(Door Door, IReadOnlyList<Role> Roles)
{
    public static readonly AccessRule Public = new(Door.Public, []);
    public static readonly AccessRule Devices = new(Door.Devices, []);
    public static readonly AccessRule Links = new(Door.Links, []);
    public static readonly AccessRule SignedIn = new(Door.SignedIn, []);
    public static readonly AccessRule Staff = Of(RoleWords.Staff) with { Readers = [Role.Auditor, Role.Accountant] };

    /// <summary>Roles that change nothing where others are named beside them.</summary>
    public IReadOnlyList<Role> Readers { get; init; } = [Role.Auditor];

    public static AccessRule Of(IReadOnlyList<Role> roles) => new(Door.Roles, roles);

    /// <summary>Whether a person's roles let this call pass.</summary>
    public bool Fits(Person person, string? community, bool changes)
    {
        // Readers among others read; one who is named alone may do what the endpoint does.
        var fitting = changes && Roles.Count > 1 ? Roles.Where(role => !Readers.Contains(role)) : Roles;
        return person.Has(community, fitting);
    }
}
