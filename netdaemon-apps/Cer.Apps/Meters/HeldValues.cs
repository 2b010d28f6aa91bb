using Cer.Domain.Metering.Counters;
using NetDaemon.HassModel.Entities;
using NodaTime;

namespace Cer.Apps;

/// <summary>Decides whether a counter that Home Assistant told nothing new of is a counter that stands still.</summary>
/// <remarks>
/// That nothing came is no evidence: a sensor that nobody hears shows its last value for ever. Power of the same meter that was
/// just told, and is none, is evidence; of a plant also that the sun is down, which makes an estimate. Both count only while the
/// counter was known shortly before: what it did in a silence before that, they do not tell.
/// </remarks>
public static class HeldValues
{
    /// <summary>Beyond it a value is no evidence of anything.</summary>
    public static readonly Duration Longest = Duration.FromHours(24);

    /// <summary>How long nothing may have been known of the counter.</summary>
    public static readonly Duration LongestBreak = Duration.FromHours(1);

    /// <summary>For how long after its end a quarter is looked after.</summary>
    public static readonly Duration Patience = Duration.FromMinutes(6);

    // A hundredth of a kWh in watt-hours: what a usual counter does not show yet.
    private const decimal Step = 10;

    private static readonly Duration Tolerance = Duration.FromMinutes(1);

    /// <summary>Whether the last end of a quarter is over, and nothing was told of the counter since before it.</summary>
    public static bool IsDue(EntityState state, CounterSample last, Instant now)
    {
        var (end, updated) = (EndBefore(now), UpdatedAt(state, now));
        return updated < end && last.At < end && now - end <= Patience && now - updated >= CounterQuarters.LongestBridge;
    }

    /// <summary>The value at the last end of a quarter; null when nothing is to be said of it.</summary>
    public static HeldValue? Of(
        EntityState? state, EntityState? power, string? unit, CounterSample? last, Instant now, bool isDark = false)
    {
        if (EnergyUnits.EnergyOf(state, unit) is not { } total || last is not { } before || total != before.Total) return null;
        var end = EndBefore(now);
        var still = now - UpdatedAt(state!, now);
        if (!IsDue(state!, before, now) || still > Longest || end - before.At > LongestBreak) return null;
        var watts = EnergyUnits.PowerOf(power);
        if (watts is not null && now - UpdatedAt(power!, now) <= CounterQuarters.LongestBridge)
            return Math.Abs(watts.Value) * (decimal)still.TotalHours > Step ? null : new(new(end, total), true);
        return isDark ? new(new(end, total), false) : null;
    }

    /// <summary>Whether a state is the value from before that came back, and not a new reading.</summary>
    /// <remarks>
    /// A state that was there all the time and was written anew with the same value keeps its last change. After a restart, or
    /// when the entity was away, it has none before: then the broker, or Home Assistant itself, may have kept the old value.
    /// </remarks>
    public static bool IsRetold(EntityState state, CounterSample? last, string? unit) =>
        last is { } before && state.LastUpdated is { } updated && state.LastChanged == updated
        && EnergyUnits.EnergyOf(state, unit) == before.Total;

    /// <summary>When Home Assistant wrote a state; a clock that is ahead does not make it younger than now.</summary>
    public static Instant UpdatedAt(EntityState state, Instant now)
    {
        if (state.LastUpdated is not { } updated) return now;
        var utc = updated.Kind == DateTimeKind.Unspecified
            ? DateTime.SpecifyKind(updated, DateTimeKind.Utc)
            : updated.ToUniversalTime();
        var at = Instant.FromDateTimeUtc(utc);
        return at > now + Tolerance ? now : at;
    }

    private static Instant EndBefore(Instant now)
    {
        var seconds = now.ToUnixTimeSeconds();
        return Instant.FromUnixTimeSeconds(seconds - (seconds % 900));
    }
}
