using Cer.Domain.Metering.Counters;

namespace Cer.Apps;

/// <summary>What one more sample of a counter tells.</summary>
public sealed record SensorStep(
    SensorState State, IReadOnlyList<CounterQuarter> Quarters, IReadOnlyList<CounterGap> Gaps);
