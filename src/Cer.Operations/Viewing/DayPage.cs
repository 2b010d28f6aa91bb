using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>A day of a community: what was made, used, given, taken and shared, hour by hour.</summary>
public sealed record DayPage
{
    public required LocalDate Day { get; init; }

    /// <summary>When it was looked at.</summary>
    public required Instant At { get; init; }

    /// <summary>Whether its figures may still change: its month is not settled for good.</summary>
    public required bool Provisional { get; init; }

    /// <summary>Whether the community was invented for the demonstration.</summary>
    public required bool Invented { get; init; }

    public required EnergyTotals Totals { get; init; }

    public required EstimatedEuro Euro { get; init; }

    /// <summary>23, 24 or 25.</summary>
    public required IReadOnlyList<HourFigures> Hours { get; init; }

    public required EnergyTotals Yesterday { get; init; }

    public required EstimatedEuro YesterdayEuro { get; init; }

    /// <summary>How many units should give, and how many of them have a production meter that was heard.</summary>
    public required (int Units, int Metered) Production { get; init; }

    public required OpenMatters Open { get; init; }
}
