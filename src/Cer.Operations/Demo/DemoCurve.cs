using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>What the exchange meter of a point tells of a month: quarters in order, energies in watt-hours.</summary>
/// <param name="Point">The point.</param>
/// <param name="Start">Start of the first quarter.</param>
/// <param name="InjectedWh">Energy given to the grid, by quarter.</param>
/// <param name="WithdrawnWh">Energy taken from it, by quarter.</param>
/// <param name="ProducedWh">What the roof made, by quarter; no meter of the community tells it.</param>
/// <param name="InjectedBeforeWh">The meter's total of energy given, at the start.</param>
/// <param name="WithdrawnBeforeWh">The meter's total of energy taken, at the start.</param>
internal sealed record DemoCurve(
    DemoPoint Point,
    Instant Start,
    IReadOnlyList<long> InjectedWh,
    IReadOnlyList<long> WithdrawnWh,
    IReadOnlyList<long> ProducedWh,
    long InjectedBeforeWh,
    long WithdrawnBeforeWh);
