using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>A finding that somebody looked at and put away.</summary>
/// <param name="Series">The series.</param>
/// <param name="Kind">What seemed wrong.</param>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
/// <param name="Amount">Micro-kWh that were concerned; null when nobody could tell.</param>
public sealed record PutAway(SeriesKey Series, DoubtKind Kind, Instant From, Instant To, long? Amount)
{
    /// <summary>Whether a finding is that one: one that reaches further, or has grown, is another.</summary>
    public bool Covers(BoardFinding finding) => finding.Series == Series && finding.Kind == Kind
        && From <= finding.From && finding.To <= To && !(finding.Amount > Amount);
}
