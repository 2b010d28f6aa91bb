using NodaTime;

namespace Cer.Domain.Metering.Counters;

/// <summary>What a counter showed at the end of a quarter: seen there, or estimated between two samples.</summary>
public readonly record struct CounterMark(Instant At, Energy Total, bool IsEstimated);
