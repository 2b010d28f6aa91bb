using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>Something of a series that waits for somebody to look at it.</summary>
/// <param name="Series">The series.</param>
/// <param name="Kind">What seems wrong.</param>
/// <param name="From">Start of its first quarter.</param>
/// <param name="To">End of its last.</param>
/// <param name="Amount">Micro-kWh concerned; null when nobody can tell.</param>
/// <param name="Eur">What they may be worth, were all of them shared: an estimate; null when nobody can tell.</param>
public sealed record BoardFinding(
    SeriesKey Series, DoubtKind Kind, Instant From, Instant To, long? Amount, decimal? Eur);
