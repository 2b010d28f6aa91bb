namespace Cer.Operations.Series;

/// <summary>What feeding the sink once came to.</summary>
/// <param name="Days">Days that were written.</param>
/// <param name="Points">Points that were written.</param>
/// <param name="Trouble">Why it stopped; null when it did not.</param>
public sealed record FeedReport(int Days, int Points, SinkAnswer? Trouble);
