using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A decision about hours, to be written down.</summary>
public sealed record NewAcceptance
{
    public required CommunityId Community { get; init; }

    public required YearMonth Month { get; init; }

    /// <summary>The store's number of the point.</summary>
    public required int Point { get; init; }

    /// <summary>The store's number of the unit; 0 for what the point withdraws, null for all its series.</summary>
    public required int? Unit { get; init; }

    public required Instant From { get; init; }

    public required Instant To { get; init; }

    public required AcceptanceKind Kind { get; init; }

    public required string Author { get; init; }

    public required string Reason { get; init; }

    public required Instant At { get; init; }
}
