using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>What somebody did about a span of a series.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Series">The series.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Doubt">The doubt it was about.</param>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
/// <param name="Amount">Micro-kWh that were concerned, of a doubt put away.</param>
/// <param name="Readings">How many readings it wrote.</param>
/// <param name="Author">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="Withdrawn">Who took it back, and when; null while it stands.</param>
public sealed record Mend(
    long Id,
    SeriesKey Series,
    MendKind Kind,
    DoubtKind? Doubt,
    Instant From,
    Instant To,
    long? Amount,
    int Readings,
    string Author,
    string Reason,
    Instant At,
    MendWithdrawal? Withdrawn)
{
    /// <summary>The doubt that it puts away; null when it puts none away.</summary>
    public PutAway? PutAway =>
        Kind == MendKind.Accepted && Withdrawn is null && Doubt is { } doubt ? new(Series, doubt, From, To, Amount) : null;
}
