using Cer.Domain.Metering.Counters;

namespace Cer.Apps;

/// <summary>A value that had not changed at the end of a quarter, and whether something shows that its counter is alive.</summary>
public readonly record struct HeldValue(CounterSample Sample, bool IsAlive);
