namespace Cer.Operations.Board;

/// <summary>How good the data of a point are in a month.</summary>
/// <param name="Point">The store's number of the point.</param>
/// <param name="Days">For each day, in quarters of all its series: due, known of those, and known but not measured.</param>
/// <param name="Marks">How far each series reaches.</param>
/// <param name="Findings">What to look at, at most so many.</param>
/// <param name="LeftOut">How many more there are.</param>
/// <param name="Delays">How many readings came how many minutes after their end.</param>
public sealed record PointBoard(
    int Point,
    IReadOnlyList<(int Due, int Known, int Unmeasured)> Days,
    IReadOnlyList<SeriesMark> Marks,
    IReadOnlyList<BoardFinding> Findings,
    int LeftOut,
    Delays Delays);
