using Cer.Domain.Metering.Counters;

namespace Cer.Operations.Intake.Counters;

/// <summary>The two counters of a clamp: with its arrow, and against it.</summary>
public sealed record CounterPair(CounterState Forward, CounterState Backward)
{
    public static CounterPair Empty { get; } = new(CounterState.Empty, CounterState.Empty);
}
