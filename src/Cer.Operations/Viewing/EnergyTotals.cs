using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Operations.Viewing;

/// <summary>Hours added up: the sum of what is known; null when nothing is.</summary>
public sealed record EnergyTotals
{
    public Energy? Produced { get; private init; }

    public Energy? Self { get; private init; }

    public Energy? Injected { get; private init; }

    public Energy? Withdrawn { get; private init; }

    public Energy? Shared { get; private init; }

    /// <summary>The least certain among the hours; null when nothing is known of any.</summary>
    public Quality? Quality { get; private init; }

    /// <summary>Whole per cent of what is in, rounded down; null while nothing is expected.</summary>
    public int? Completeness { get; private init; }

    /// <summary>Taken from the grid beyond what is shared.</summary>
    public Energy? Grid => Withdrawn is { } withdrawn && Shared is { } shared
        ? Energy.FromMicroKilowattHours(withdrawn.MicroKilowattHours - shared.MicroKilowattHours)
        : null;

    /// <summary>All that was used: taken from the grid, and used before it reached the grid.</summary>
    public Energy? Consumed => Withdrawn is { } withdrawn && Self is { } self ? withdrawn + self : null;

    public static EnergyTotals Of(IReadOnlyCollection<HourFigures> hours)
    {
        var (known, expected) = (hours.Sum(hour => (long)hour.Known), hours.Sum(hour => (long)hour.Expected));
        return new()
        {
            Produced = Sum(hours.Select(hour => hour.Produced)),
            Self = Sum(hours.Select(hour => hour.Self)),
            Injected = Sum(hours.Select(hour => hour.Injected)),
            Withdrawn = Sum(hours.Select(hour => hour.Withdrawn)),
            Shared = Sum(hours.Select(hour => hour.Shared)),
            Quality = hours.Max(hour => hour.Quality),
            Completeness = expected == 0 ? null : (int)(100 * known / expected),
        };
    }

    /// <summary>The sum of what is known; null when nothing is.</summary>
    public static Energy? Sum(IEnumerable<Energy?> parts)
    {
        Energy? sum = null;
        foreach (var part in parts)
            if (part is { } known) sum = sum is { } before ? before + known : known;
        return sum;
    }
}
