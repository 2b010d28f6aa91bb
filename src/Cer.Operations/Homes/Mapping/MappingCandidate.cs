namespace Cer.Operations.Homes.Mapping;

/// <summary>An entity that may be the counter of a meter, and what speaks for and against it.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Score">The higher, the likelier.</param>
/// <param name="IsFit">Whether it may be proposed: it counts a whole energy from when it was new.</param>
/// <param name="IsLinked">Whether something ties it to the place.</param>
/// <param name="Reasons">What speaks for it.</param>
/// <param name="Doubts">What a person must look at.</param>
public sealed record MappingCandidate(
    string Entity,
    int Score,
    bool IsFit,
    bool IsLinked,
    IReadOnlyList<MappingSentence> Reasons,
    IReadOnlyList<MappingSentence> Doubts);
