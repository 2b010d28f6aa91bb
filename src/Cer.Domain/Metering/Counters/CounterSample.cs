using NodaTime;

namespace Cer.Domain.Metering.Counters;

/// <summary>What a counter of energy showed at an instant.</summary>
public readonly record struct CounterSample(Instant At, Energy Total);
