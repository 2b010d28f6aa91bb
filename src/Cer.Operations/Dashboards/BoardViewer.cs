using System.Globalization;
using Cer.Operations.Mine;
using Cer.Operations.People;

namespace Cer.Operations.Dashboards;

/// <summary>Who looks at a dashboard.</summary>
/// <param name="Person">The person who is signed in; null for everybody.</param>
/// <param name="Token">The token of the session; null when it has none.</param>
/// <param name="Member">Which member the person asks for, of several of its own.</param>
/// <param name="Community">In which community, by its code.</param>
public sealed record BoardViewer(Person? Person, SecretToken? Token = null, int? Member = null, string? Community = null)
{
    /// <summary>From where somebody asks who is not signed in, as <see cref="CallerPlace" /> tells it.</summary>
    public string? Place { get; init; }

    /// <summary>Number of the API token by which a program of the person asks; null when the person does.</summary>
    public long? Program { get; init; }

    /// <summary>The member for whom the person acts by a delegation that runs; null for oneself.</summary>
    public MineProfile? For { get; init; }

    /// <summary>Whether the person works for a community.</summary>
    public bool IsStaff => Person?.Has(null, RoleWords.Staff) == true;

    /// <summary>The member whose things are shown: the one asked for, else the first; null when there is none of the person's.</summary>
    public PersonRole? Own => For is { } other ? new(Role.Member, other.Community, other.Code, other.Member) : Person?.Roles
        .Where(role => role is { Role: Role.Member, Member: not null }
            && (Member is null || role.Member == Member) && (Community is null || role.Code == Community))
        .OrderBy(role => role.Code, StringComparer.Ordinal).ThenBy(role => role.Member).FirstOrDefault();

    /// <summary>Who has a turn: a person, or a place.</summary>
    public string Key => Person?.Signature ?? $"public {Place}";

    /// <summary>Whether the person may open dashboards of an audience; those for everybody are asked about elsewhere.</summary>
    public bool MayOpen(Audience audience) => audience switch
    {
        Audience.Staff => IsStaff,
        Audience.Member => Own is not null,
        _ => true,
    };

    /// <summary>Whether a community, by its number as a text, is one that the person works for.</summary>
    public bool WorksFor(string community) =>
        int.TryParse(community, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && Person?.Roles.Any(role => RoleWords.Staff.Contains(role.Role)
            && (role.Community is null || role.Community.Value.Value == id)) == true;
}
