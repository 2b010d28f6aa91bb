using Cer.Domain.Codes;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>What somebody wants done about a span.</summary>
/// <param name="Series">The series.</param>
/// <param name="Kind">What.</param>
/// <param name="From">Start, on a quarter.</param>
/// <param name="To">End, on a quarter.</param>
/// <param name="Reason">Why.</param>
public sealed record MendRequest(SeriesKey Series, MendKind Kind, Instant From, Instant To, string Reason)
{
    /// <summary>The doubt it is about.</summary>
    public DoubtKind? Doubt { get; init; }

    /// <summary>kWh that the doubt concerns, as it was shown.</summary>
    public decimal? Kwh { get; init; }

    /// <summary>Of a correction: kWh of each interval, in order; null leaves one as it is.</summary>
    public IReadOnlyList<decimal?> Values { get; init; } = [];

    /// <summary>Of a correction: how long an interval is, 15 or 60 minutes.</summary>
    public int Minutes { get; init; } = 15;

    /// <summary>Of a correction: whether the values were read off a meter, or worked out; of hours worked out when left out.</summary>
    public Quality? Quality { get; init; }

    /// <summary>Of an estimate: the mark of the proposal that was looked at.</summary>
    public string? Mark { get; init; }
}
