using Cer.Operations.Homes.Mapping;

namespace Cer.Host.Homes.Mapping;

/// <summary>An entity that may be a counter, as pages take it.</summary>
internal sealed record MappingCandidateRow(
    string Entity, int Score, bool Fit, IReadOnlyList<MappingWordsOf> Reasons, IReadOnlyList<MappingWordsOf> Doubts)
{
    public static MappingCandidateRow Of(MappingCandidate one) => new(
        one.Entity, one.Score, one.IsFit, [.. one.Reasons.Select(MappingWordsOf.Of)], [.. one.Doubts.Select(MappingWordsOf.Of)]);
}
