using NodaTime;

namespace Cer.Domain.Metering.Counters;

/// <summary>A time whose split into quarters nobody knows; the amount is null when the counter was restarted in it.</summary>
public readonly record struct CounterGap(Instant From, Instant To, Energy? Amount);
