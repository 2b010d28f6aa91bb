using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>The running totals of a meter at the end of an interval.</summary>
/// <param name="Pod">The point.</param>
/// <param name="Meter">Which of its meters.</param>
/// <param name="Start">Start of the interval.</param>
/// <param name="End">Its end: the instant of the totals.</param>
/// <param name="Injected">Total given to the grid.</param>
/// <param name="Withdrawn">Total taken from the grid.</param>
/// <param name="Produced">Total made.</param>
public sealed record MeterTotals(
    Pod Pod, MeterRole Meter, Instant Start, Instant End, Energy? Injected, Energy? Withdrawn, Energy? Produced)
{
    /// <summary>The unit that was asked for.</summary>
    public string? Unit { get; init; }

    /// <summary>What the meter's devices told since and was kept apart, the newest few, the earliest first.</summary>
    public IReadOnlyList<Reading> Apart { get; init; } = [];
}
