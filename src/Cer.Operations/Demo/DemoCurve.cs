using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>What happens behind and at the meter of a point: quarters in order, energies in watt-hours.</summary>
/// <param name="Point">The point.</param>
/// <param name="Start">Start of the first quarter.</param>
/// <param name="InjectedWh">Energy given to the grid, by quarter.</param>
/// <param name="WithdrawnWh">Energy taken from it, by quarter.</param>
/// <param name="ProducedWh">What the roof made, by quarter: what its production meter tells.</param>
/// <param name="UsedWh">What was used behind the meter, by quarter; no meter tells that.</param>
internal sealed record DemoCurve(
    DemoPoint Point,
    Instant Start,
    IReadOnlyList<long> InjectedWh,
    IReadOnlyList<long> WithdrawnWh,
    IReadOnlyList<long> ProducedWh,
    IReadOnlyList<long> UsedWh);
