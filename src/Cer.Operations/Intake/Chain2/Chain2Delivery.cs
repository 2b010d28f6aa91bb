using Cer.Operations.Ports;

namespace Cer.Operations.Intake.Chain2;

/// <summary>What a Chain 2 device sent, as it came in by a door.</summary>
public sealed record Chain2Delivery
{
    public required CommunityId Community { get; init; }

    public required IntakeSource Source { get; init; }

    /// <summary>The only device that it may be of.</summary>
    public required string Device { get; init; }

    /// <summary>The bytes as they came; nobody may change them afterwards.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>The kind of the frame where the door tells it and the bytes are its bare content; else null.</summary>
    public string? Type { get; init; }
}
