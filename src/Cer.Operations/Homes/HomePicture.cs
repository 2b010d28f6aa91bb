using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>All that is told of a community at a moment; null is not known.</summary>
public sealed record HomePicture
{
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required Instant At { get; init; }

    public required HomePower Power { get; init; }

    /// <summary>The day so far.</summary>
    public required EnergyTotals Day { get; init; }

    /// <summary>What of all this is not told.</summary>
    public required HomeWithheld Withheld { get; init; }

    public required MonthEstimate? Money { get; init; }

    public required IReadOnlyList<ForecastHour> Today { get; init; }

    public required IReadOnlyList<ForecastHour> Tomorrow { get; init; }

    /// <summary>Days of series that lack readings; null while the first search for them runs.</summary>
    public required int? Gaps { get; init; }

    /// <summary>Devices that fell silent, what meters told, and other alarms: what lasts.</summary>
    public required int Alerts { get; init; }

    /// <summary>The workflows that did not do what they should, by name.</summary>
    public required IReadOnlyList<string> FlowProblems { get; init; }

    /// <summary>What of the connection to Home Assistant needs a person, as sentences.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    public required IReadOnlyList<HomePlant> Plants { get; init; }

    public required IReadOnlyList<HomeBuilding> Buildings { get; init; }
}
