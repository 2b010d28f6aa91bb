using Cer.Domain;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Intake.Counters;

/// <summary>What the counters of a device's component showed, as it came in by a door.</summary>
public sealed record CounterDelivery
{
    public required CommunityId Community { get; init; }

    public required IntakeSource Source { get; init; }

    public required string Device { get; init; }

    public required string Component { get; init; }

    /// <summary>Which meter it is, and whether the clamp is the wrong way round; null for the one that is registered.</summary>
    public CounterRule? Rule { get; init; }

    public required Instant At { get; init; }

    /// <summary>Energy with the clamp's arrow; null where it is not told.</summary>
    public Energy? Forward { get; init; }

    public Energy? Backward { get; init; }

    /// <summary>The bytes as they came; nobody may change them afterwards.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }
}
