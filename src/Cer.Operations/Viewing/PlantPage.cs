using Cer.Domain.Community;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>A plant: its units, and what they made and gave.</summary>
public sealed record PlantPage
{
    public required int Id { get; init; }

    public required string Code { get; init; }

    public required IReadOnlyList<(int Id, ProductionUnit Unit)> Units { get; init; }

    /// <summary>Of the day that runs, whole hours only.</summary>
    public required UnitFigures Today { get; init; }

    /// <summary>Of the month asked for, the one that runs when none is.</summary>
    public required UnitFigures Month { get; init; }

    public required Instant? LastReadingEnd { get; init; }

    public required bool Silent { get; init; }

    /// <summary>The hours of the month, by hour; none in a list.</summary>
    public IReadOnlyList<PlantHour> Hours { get; init; } = [];
}
