using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Operations.Viewing;

/// <summary>An hour of a community as a page shows it; what is not known is null, never zero.</summary>
/// <param name="Hour">The hour.</param>
public sealed record HourFigures(MarketHour Hour)
{
    /// <summary>What the units with a production meter made.</summary>
    public Energy? Produced { get; init; }

    /// <summary>Of it, what was used before it reached the grid.</summary>
    public Energy? Self { get; init; }

    public Energy? Injected { get; init; }

    public Energy? Withdrawn { get; init; }

    /// <summary>The lesser of injected and withdrawn.</summary>
    public Energy? Shared { get; init; }

    /// <summary>The least certain among what is known; null when nothing is.</summary>
    public Quality? Quality { get; init; }

    /// <summary>How much of what is expected is in: points of an hour that is over, quarter hours of one that runs.</summary>
    public int Known { get; init; }

    public int Expected { get; init; }

    /// <summary>Whole per cent of what is in, rounded down; null while nothing is expected.</summary>
    public int? Completeness => Expected == 0 ? null : (int)(100L * Known / Expected);
}
