using NodaTime;

namespace Cer.Operations.Board;

/// <summary>How far a series reaches within a month.</summary>
/// <param name="Series">The series.</param>
/// <param name="WholeUntil">Until when nothing lacks, from its first day in the month on; null when the first quarter does.</param>
/// <param name="FirstHole">The first quarter that lacks; null when none does.</param>
/// <param name="LastAt">The end of the last quarter that is there; null without any.</param>
public sealed record SeriesMark(SeriesKey Series, Instant? WholeUntil, Instant? FirstHole, Instant? LastAt);
