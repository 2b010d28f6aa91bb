using Cer.Domain;
using Cer.Exchange.Rows;
using Cer.Operations.Ports;

namespace Cer.Operations.Intake;

/// <summary>A list of readings as it came in by a door, read but not yet held against the community.</summary>
public sealed record IncomingRows
{
    public required CommunityId Community { get; init; }

    public required IntakeSource Source { get; init; }

    /// <summary>What faults call the list: a file's name, or what a sender knows it by.</summary>
    public required string Name { get; init; }

    public required ReadOnlyMemory<byte> Raw { get; init; }

    public required ReadingRows Rows { get; init; }

    /// <summary>The account that sent it, when it came over an authenticated door.</summary>
    public string? Account { get; init; }

    /// <summary>The only points it may tell of; null when it may of every one of the community.</summary>
    public IReadOnlySet<Pod>? Points { get; init; }

    /// <summary>Whether a reading may end after now: never over the network, but a study may import it.</summary>
    public bool MayBeAhead { get; init; }
}
