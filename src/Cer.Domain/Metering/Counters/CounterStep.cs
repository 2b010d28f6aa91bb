namespace Cer.Domain.Metering.Counters;

/// <summary>What one more sample tells: at most one quarter is complete with it.</summary>
/// <param name="State">What must be kept now.</param>
/// <param name="Quarter">The quarter that is complete; null when none is.</param>
/// <param name="Gaps">Times that are over, and of which the split is lost.</param>
public sealed record CounterStep(CounterState State, CounterQuarter? Quarter, IReadOnlyList<CounterGap> Gaps);
