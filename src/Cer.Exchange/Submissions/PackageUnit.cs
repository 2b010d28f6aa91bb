using Cer.Domain;
using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Exchange.Submissions;

/// <summary>A production unit (UP) in its month. What is not known is null, never zero.</summary>
public sealed record PackageUnit
{
    public required string Unit { get; init; }

    public required string Plant { get; init; }

    public required string Pod { get; init; }

    /// <summary>Code of the plant in GAUDI; free text in attestations: regulation 8.3.</summary>
    public string? Censimp { get; init; }

    /// <summary>Code of the section under the plant.</summary>
    public string? Section { get; init; }

    public required EnergySource Source { get; init; }

    public required MarketZone Zone { get; init; }

    /// <summary>Power, kW.</summary>
    public required decimal PowerKw { get; init; }

    public required LocalDate InService { get; init; }

    /// <summary>Degrees north, WGS 84.</summary>
    public decimal? Latitude { get; init; }

    /// <summary>Degrees east, WGS 84.</summary>
    public decimal? Longitude { get; init; }

    /// <summary>What it made, by a production meter.</summary>
    public Energy? Produced { get; init; }

    public required Energy Injected { get; init; }

    /// <summary>Its part of the shared energy (EACV).</summary>
    public required Energy Shared { get; init; }

    /// <summary>The part that earns the tariff (EACI).</summary>
    public required Energy Incentivised { get; init; }

    public Money? Tip { get; init; }

    public Money? Cac { get; init; }

    /// <summary>Whether it was in service on the last day of a month.</summary>
    public UnitState StateIn(MarketMonth month) => InService > month.LastDay ? UnitState.NotYet
        : InService > month.FirstDay ? UnitState.BegunInMonth
        : UnitState.InService;
}
