using Cer.Domain.Metering.Counters;

namespace Cer.Apps;

/// <summary>What a counter showed while nobody listened; held when it is the last value before an end of a quarter.</summary>
public readonly record struct PastValue(CounterSample Sample, bool IsHeld);
