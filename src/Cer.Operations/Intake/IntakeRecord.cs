using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Intake;

/// <summary>A message that came in, and everything that was found out about it.</summary>
public sealed record IntakeRecord
{
    public required CommunityId Community { get; init; }

    public required IntakeSource Source { get; init; }

    /// <summary>The account that sent it, when it came over an authenticated door.</summary>
    public string? Account { get; init; }

    /// <summary>The device or file it came from, as a person would look for it.</summary>
    public string? Device { get; init; }

    /// <summary>Id of the collaboration; with the timestamp it is the identity of the message.</summary>
    public string? ResourceId { get; init; }

    /// <summary>When the sender made the message (context.timestamp), as an instant.</summary>
    public Instant? MessageTimestamp { get; init; }

    /// <summary>The bytes as they came. Kept where they are evidence or may be asked for again.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Why the whole message is refused; null when it is not.</summary>
    public string? Refusal { get; init; }

    /// <summary>What the message as a whole is warned of, such as a property nobody knows.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>A verdict for every line; none when the message is refused.</summary>
    public IReadOnlyList<LineFinding> Lines { get; init; } = [];

    /// <summary>Serials of meters that it tells and that are new, in the order of time.</summary>
    public IReadOnlyList<SerialSeen> Serials { get; init; } = [];

    public required Instant ReceivedAt { get; init; }

    /// <summary>Whether it is a list: a row says nothing of the quantities that it does not name, and they stay as they are.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether the bytes are kept though nothing was wrong: they bring no reading and say something all the same.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether the bytes must be kept as evidence.</summary>
    public bool NeedsEvidence =>
        Refusal is not null
        || Warnings.Count > 0
        || Lines.Any(line => line.Warned || line.Outcome is LineOutcome.Refused or LineOutcome.Quarantined);

    /// <summary>Whether it brings something that must not be lost, however much else of the sender is kept already.</summary>
    public bool BringsReadings =>
        Refusal is null && (IsKept || Lines.Any(line => line.Outcome is LineOutcome.Stored or LineOutcome.Quarantined));

    /// <summary>Whether the bytes are left out: the sender's evidence of the day is full.</summary>
    public bool IsBare { get; init; }

    /// <summary>Whether the bytes are kept: as evidence, or because the account that pushed them may ask for them.</summary>
    public bool KeepsBytes =>
        !IsBare && (IsKept || NeedsEvidence || this is { Source: IntakeSource.Rest, Account: not null, ResourceId: not null });
}
