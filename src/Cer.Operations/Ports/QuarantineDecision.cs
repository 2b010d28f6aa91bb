using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>What an operator decides about lines kept apart.</summary>
public sealed record QuarantineDecision
{
    public required CommunityId Community { get; init; }

    /// <summary>The message whose lines it is about.</summary>
    public required long IngestId { get; init; }

    /// <summary>The lines; empty for all of the message that wait.</summary>
    public IReadOnlyList<int> Lines { get; init; } = [];

    /// <summary>True makes readings of them; false leaves them out for good.</summary>
    public required bool Accept { get; init; }

    public required string Author { get; init; }

    public required string Reason { get; init; }

    public required Instant At { get; init; }
}
