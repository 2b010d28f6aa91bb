using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>One thing that was said of an interval of a point: what, by whom, when and why, and whether it stands.</summary>
public sealed record ReadingRevision
{
    /// <summary>What was said.</summary>
    public required Reading Reading { get; init; }

    public required int Revision { get; init; }

    public required ReadingClass Class { get; init; }

    public required IntakeSource Source { get; init; }

    public required Instant ReceivedAt { get; init; }

    /// <summary>Who brought or decided it: a person, or the account that sent it.</summary>
    public string? Who { get; init; }

    /// <summary>The device or file it came from.</summary>
    public string? Device { get; init; }

    /// <summary>Number of its message in the log.</summary>
    public long? Message { get; init; }

    /// <summary>Number of the curve import that brought it.</summary>
    public long? Import { get; init; }

    /// <summary>Why a person entered it or let it in.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether any of its quantities is what stands.</summary>
    public required bool IsEffective { get; init; }

    /// <summary>Whether it says nothing itself, and takes back what its class had said.</summary>
    public bool TakesBack => Reading is
    {
        Injected: null, Withdrawn: null, Produced: null, InjectedTotal: null, WithdrawnTotal: null, ProducedTotal: null,
    };

    public Energy? Injected => Reading.Injected;

    public Energy? Withdrawn => Reading.Withdrawn;

    public Energy? Produced => Reading.Produced;

    public Quality Quality => Reading.Quality;
}
