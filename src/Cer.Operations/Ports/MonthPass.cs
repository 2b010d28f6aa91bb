using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A month to be taken into a state, and what it was looked at with.</summary>
public sealed record MonthPass
{
    public required CommunityId Community { get; init; }

    public required YearMonth Month { get; init; }

    public required MonthState To { get; init; }

    /// <summary>The month as it was looked at: anything changed since is a conflict.</summary>
    public required MonthStanding Seen { get; init; }

    public required string Who { get; init; }

    public required string? Reason { get; init; }

    /// <summary>What was open or accepted.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>By the clock of the program.</summary>
    public required Instant At { get; init; }
}
