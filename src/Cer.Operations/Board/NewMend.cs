using Cer.Operations.Ports;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>What somebody does about a span of a series, to be written down.</summary>
public sealed record NewMend
{
    public required CommunityId Community { get; init; }

    public required SeriesKey Series { get; init; }

    public required MendKind Kind { get; init; }

    /// <summary>The doubt it is about; null when there was none.</summary>
    public DoubtKind? Doubt { get; init; }

    public required Instant From { get; init; }

    public required Instant To { get; init; }

    /// <summary>Micro-kWh that were concerned, of a doubt put away.</summary>
    public long? Amount { get; init; }

    public required string Author { get; init; }

    public required string Reason { get; init; }

    public required Instant At { get; init; }
}
