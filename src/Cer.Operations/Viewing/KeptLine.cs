using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>A line kept apart, as a page shows it to whoever decides.</summary>
public sealed record KeptLine
{
    /// <summary>Number of the message it came in.</summary>
    public required long Message { get; init; }

    /// <summary>Its number in the message.</summary>
    public required int Line { get; init; }

    /// <summary>Start of its interval; null when it could not be read.</summary>
    public Instant? Start { get; init; }

    public required Instant ReceivedAt { get; init; }

    /// <summary>The last four characters of its point's code; null when it names none.</summary>
    public string? Label { get; init; }

    /// <summary>Whether the registry knows the point: otherwise it can only be rejected.</summary>
    public required bool Known { get; init; }

    /// <summary>Why it is kept apart, as the intake said it.</summary>
    public required string Words { get; init; }

    public Energy? Injected { get; init; }

    public Energy? Withdrawn { get; init; }

    public Energy? Produced { get; init; }

    public int? Minutes { get; init; }
}
