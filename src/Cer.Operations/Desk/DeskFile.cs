namespace Cer.Operations.Desk;

/// <summary>A file of members as it was read.</summary>
/// <param name="Wish">What its rows ask for; null when there is nothing that could be tried.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Faults">What is wrong: fields such as <c>rows[3].pod</c>, by the row of the file, the header being 1.</param>
public sealed record DeskFile(DeskWish? Wish, int Rows, IReadOnlyList<FieldFault> Faults)
{
    /// <summary>What is not wrong and yet to be known.</summary>
    public IReadOnlyList<FieldFault> Notices { get; init; } = [];
}
