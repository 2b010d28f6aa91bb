using NodaTime;

namespace Cer.Domain.Metering.Counters;

/// <summary>The energy of one quarter of an hour, as a counter tells it.</summary>
public readonly record struct CounterQuarter(Instant Start, Energy Amount, bool IsEstimated);
