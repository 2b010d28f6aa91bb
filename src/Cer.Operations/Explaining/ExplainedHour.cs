using Cer.Domain;
using Cer.Settlement.Explaining;

namespace Cer.Operations.Explaining;

/// <summary>One hour of a settled month: what was shared, by whom, and what it earned.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="Run">The run that the month stands on.</param>
/// <param name="IsOfRun">Whether the month still gives what the run has; if not, a new run is due.</param>
public sealed record ExplainedHour(MarketHour Hour, long Run, bool IsOfRun)
{
    /// <summary>What the plants gave to the grid.</summary>
    public required Energy Injected { get; init; }

    /// <summary>What the members took from it.</summary>
    public required Energy Withdrawn { get; init; }

    /// <summary>The lesser of both.</summary>
    public required Energy Shared { get; init; }

    /// <summary>Members with a point that counts in the hour.</summary>
    public required int Members { get; init; }

    /// <summary>Of these, those that took anything, but the municipality and the member that asks.</summary>
    public required int Others { get; init; }

    /// <summary>Points left out of the hour, because something of them is missing.</summary>
    public required int MissingPoints { get; init; }

    /// <summary>Points whose figures nobody measured: estimated, or calculated.</summary>
    public required int UnmeasuredPoints { get; init; }

    /// <summary>Whether a unit is another member's than the municipality, whose energy is nobody else's business.</summary>
    public required bool HasPrivateUnits { get; init; }

    /// <summary>Of the others with units those whose gave anything in the hour.</summary>
    public required int OtherProducers { get; init; }

    /// <summary>The premium of each unit, with the parts of its tariff.</summary>
    public required IReadOnlyList<ExplainedAmount> Units { get; init; }

    /// <summary>The hour of the member that asks; null when nobody does.</summary>
    public MemberInHour? Member { get; init; }
}
