using Cer.Domain.Metering;

namespace Cer.Operations.Board;

/// <summary>One revision of a stored reading, for the board: micro-kWh, negative when missing.</summary>
public readonly record struct BoardReading
{
    public required int Point { get; init; }

    /// <summary>The unit it speaks of; 0 for the point itself.</summary>
    public required int Unit { get; init; }

    public required MeterRole Meter { get; init; }

    /// <summary>Start, in quarters of an hour since the Unix epoch.</summary>
    public required long Quarter { get; init; }

    public required int Minutes { get; init; }

    public required int Revision { get; init; }

    public required long Withdrawn { get; init; }

    public required long Injected { get; init; }

    public required long Produced { get; init; }

    public required long WithdrawnTotal { get; init; }

    public required long InjectedTotal { get; init; }

    public required long ProducedTotal { get; init; }

    public required BoardSource Source { get; init; }

    public required bool IsMeasured { get; init; }

    /// <summary>How far the class of its source goes before others: the highest stands.</summary>
    public required int Rank { get; init; }

    /// <summary>When it came in, in minutes since the Unix epoch.</summary>
    public required long ReceivedMinute { get; init; }
}
