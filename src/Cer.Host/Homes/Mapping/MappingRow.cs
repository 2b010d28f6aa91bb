namespace Cer.Host.Homes.Mapping;

/// <summary>An energy that needs a counter, as pages take it: what reads it now, and what is proposed.</summary>
/// <param name="Key">By numbers of the store; the code of a point is in no answer.</param>
/// <param name="Point">The number of the point.</param>
/// <param name="Label">What may be seen of its code.</param>
/// <param name="Plant">The production unit, where the point has several.</param>
/// <param name="Quantity">withdrawn, injected or produced.</param>
/// <param name="Use">plant, building, lighting or point.</param>
/// <param name="Name">What people call it.</param>
internal sealed record MappingRow(
    string Key, int Point, string Label, string? Plant, string Quantity, string Use, string Name)
{
    public decimal? PowerKw { get; init; }

    public MappingChoice? Current { get; init; }

    public MappingChoice? Proposed { get; init; }

    public IReadOnlyList<MappingWordsOf> Reasons { get; init; } = [];

    public IReadOnlyList<MappingWordsOf> Doubts { get; init; } = [];

    public IReadOnlyList<MappingCandidateRow> Candidates { get; init; } = [];
}
