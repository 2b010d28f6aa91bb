namespace Cer.Operations.Homes.Mapping;

/// <summary>What is proposed for a meter; without a counter nothing was found that could be proposed.</summary>
/// <param name="Need">The energy that needs a counter.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Power">An entity of its power.</param>
/// <param name="Fallback">A second counter of the same meter.</param>
/// <param name="Candidates">All that could be it, the likeliest first; few.</param>
/// <param name="Doubts">What a person must look at.</param>
public sealed record MeterProposal(
    MeterNeed Need,
    MappingCandidate? Counter,
    string? Power,
    string? Fallback,
    IReadOnlyList<MappingCandidate> Candidates,
    IReadOnlyList<MappingSentence> Doubts);
