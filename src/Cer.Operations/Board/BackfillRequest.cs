using NodaTime;

namespace Cer.Operations.Board;

/// <summary>A request that data of a span be sent again, or for the first time.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Series">The series.</param>
/// <param name="Device">The device that should send them; null where there is none to ask.</param>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
/// <param name="Wanted">How many quarters are wanted.</param>
/// <param name="Arrived">How many came in since.</param>
/// <param name="AskedBy">Who asks.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="State">Where it stands.</param>
public sealed record BackfillRequest(
    long Id,
    SeriesKey Series,
    string? Device,
    Instant From,
    Instant To,
    int Wanted,
    int Arrived,
    string AskedBy,
    Instant AskedAt,
    BackfillState State)
{
    /// <summary>What was not answered by then is asked of nobody any more.</summary>
    public static readonly Duration Life = Duration.FromDays(30);

    public static BackfillState StateOf(int wanted, int arrived, Instant askedAt, Instant now) =>
        arrived >= wanted ? BackfillState.Answered : now - askedAt > Life ? BackfillState.Expired : BackfillState.Open;
}
