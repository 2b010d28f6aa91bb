using Cer.Domain.Metering.Counters;
using NodaTime;

namespace Cer.Apps;

/// <summary>A time of a meter that the recorder did not tell of when it was asked, and is asked for later.</summary>
/// <param name="Before">What was known when it began; of each counter <c>To</c> says from which quarter on it is told without it.</param>
/// <param name="Since">When it was given up on for then.</param>
/// <param name="MainAfter">What the counter showed at its end or after.</param>
/// <param name="SecondAfter">The same of the fallback.</param>
public sealed record MissedSpan(
    MeterState Before, Instant Since, CounterSample? MainAfter = null, CounterSample? SecondAfter = null)
{
    /// <summary>Whether all that follows it is known, so that it can be told to its end.</summary>
    public bool IsDue(Instant now) => IsOver(Before.Main, MainAfter, now) && IsOver(Before.Second, SecondAfter, now);

    public bool IsOpen => IsOpenOf(Before.Main) || IsOpenOf(Before.Second);

    public static bool IsOpenOf(SensorState sensor) => sensor.To is null && sensor.Counter.Last is not null;

    private static bool IsOver(SensorState sensor, CounterSample? after, Instant now) =>
        sensor.To is not { } to || after is not null || now - to > Duration.FromDays(1);
}
