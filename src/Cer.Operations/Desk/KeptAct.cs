using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Something that was done at the desk.</summary>
/// <param name="Id">Its number in the community.</param>
/// <param name="Kind">Which kind of act; undo for what takes another back.</param>
/// <param name="Before">The version before it.</param>
/// <param name="Version">The version it made.</param>
/// <param name="FirstDay">The first day that a settlement can see it.</param>
/// <param name="Undoes">The act that it takes back.</param>
/// <param name="UndoneBy">The act that takes this one back.</param>
/// <param name="Author">Who did it.</param>
/// <param name="AuthorName">The name of who did it, where it is a person.</param>
/// <param name="At">When.</param>
/// <param name="Members">Names of the members whom it is about.</param>
/// <param name="Stands">Whether the definition says now what it said after it.</param>
public sealed record KeptAct(
    int Id,
    string Kind,
    int Before,
    int Version,
    LocalDate? FirstDay,
    int? Undoes,
    int? UndoneBy,
    string Author,
    string? AuthorName,
    Instant At,
    IReadOnlyList<string> Members,
    bool Stands)
{
    /// <summary>How many scans are kept with it.</summary>
    public int Papers { get; init; }
}
