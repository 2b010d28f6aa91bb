using Cer.Domain.Metering.Counters;
using NetDaemon.HassModel.Entities;
using NodaTime;

namespace Cer.Apps;

/// <summary>Decides whether a counter that Home Assistant told nothing new of is a counter that stands still.</summary>
public static class HeldValues
{
    /// <summary>Beyond it a value is no evidence of anything.</summary>
    public static readonly Duration Longest = Duration.FromHours(24);

    /// <summary>How long power may flow while its counter stands still; then the counter is taken for dead.</summary>
    public static readonly Duration LongestFlow = Duration.FromMinutes(15);

    // A hundredth of a kWh in watt-hours: what a usual counter does not show yet.
    private const decimal Step = 10;

    private static readonly Duration Tolerance = Duration.FromMinutes(1);

    /// <summary>The value at the last end of a quarter; null when nothing is to be said of it.</summary>
    public static HeldValue? Of(EntityState? state, EntityState? power, string? unit, CounterSample? last, Instant now)
    {
        if (EnergyUnits.EnergyOf(state, unit) is not { } total || last is not { } before) return null;
        var updated = UpdatedAt(state!, now);
        var seconds = now.ToUnixTimeSeconds();
        var end = Instant.FromUnixTimeSeconds(seconds - (seconds % 900));
        var still = now - updated;
        if (updated >= end || before.At >= end || still < CounterQuarters.LongestBridge || still > Longest) return null;
        var watts = EnergyUnits.PowerOf(power);
        var fresh = watts is not null && now - UpdatedAt(power!, now) <= CounterQuarters.LongestBridge;
        var flows = fresh && Math.Abs(watts!.Value) * (decimal)still.TotalHours > Step;
        if (flows && still > LongestFlow) return null;
        return new(new(end, total), fresh && !flows);
    }

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
}
