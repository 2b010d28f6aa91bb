namespace Cer.Host.Truth;

/// <summary>What was said of a point's day.</summary>
/// <param name="Point">Number of the point.</param>
/// <param name="Label">The last four characters of its code.</param>
/// <param name="Day">The market day.</param>
/// <param name="At">As it was known then; null when it is now.</param>
/// <param name="Readings">Every revision, by start.</param>
/// <param name="Standing">What stands of them, by start.</param>
/// <param name="More">Whether there are more than are told.</param>
internal sealed record HistoryView(
    int Point,
    string Label,
    string Day,
    string? At,
    IReadOnlyList<RevisionRow> Readings,
    IReadOnlyList<StandingRow> Standing,
    bool More);
