using Cer.Domain;

namespace Cer.Operations.Submitting;

/// <summary>The indices of a community in a span, from its energies; an index without its whole is null, never zero.</summary>
/// <param name="Produced">What the plants made; null while production meters do not tell all of it.</param>
/// <param name="Injected">Energy given to the grid.</param>
/// <param name="Withdrawn">Energy taken from it.</param>
/// <param name="Shared">Energy shared: in each hour the lesser of the two (TIAD, art. 1).</param>
/// <param name="Co2KgPerKwh">What a kWh from the grid is taken to emit, kg.</param>
public sealed record CommunityKpis(Energy? Produced, Energy Injected, Energy Withdrawn, Energy Shared, decimal Co2KgPerKwh)
{
    /// <summary>Made and used behind the same meter, kWh; null also when less was made than injected, which no meters can mean.</summary>
    public decimal? SelfKwh => Produced is { } made && made >= Injected ? made.KilowattHours - Injected.KilowattHours : null;

    /// <summary>All that the members used, kWh: from the grid, and behind their meters.</summary>
    public decimal? ConsumedKwh => Withdrawn.KilowattHours + SelfKwh;

    /// <summary>Physical self-consumption: of what was made, the part used behind the meter. 0 to 1.</summary>
    public decimal? PhysicalSelfConsumption => Ratio(SelfKwh, Produced?.KilowattHours);

    /// <summary>Virtual self-consumption: of what was injected, the part shared. 0 to 1.</summary>
    public decimal? VirtualSelfConsumption => Ratio(Shared.KilowattHours, Injected.KilowattHours);

    /// <summary>Self-sufficiency: of what was used, the part from the community's own plants. 0 to 1.</summary>
    public decimal? SelfSufficiency => Ratio(SelfKwh + Shared.KilowattHours, ConsumedKwh);

    /// <summary>CO2 that the grid would have emitted for what was made, kg.</summary>
    public decimal? Co2AvoidedKg => Produced?.KilowattHours * Co2KgPerKwh;

    private static decimal? Ratio(decimal? part, decimal? whole) => whole is > 0 ? part / whole : null;
}
