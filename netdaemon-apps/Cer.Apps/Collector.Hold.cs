using Cer.Domain.Metering.Counters;
using NetDaemon.HassModel.Entities;
using NodaTime;

namespace Cer.Apps;

/// <remarks>What it does about a counter of which nothing came: it asks, and looks for evidence that it stands still.</remarks>
public sealed partial class Collector
{
    private const string Sun = "sun.sun";

    private async Task HoldAsync(
        Meter meter, string entity, Instant now, Journal journal, Forwarder forwarder, CancellationToken cancellation)
    {
        if (_ha.GetState(entity) is not { } state) return;
        if (LastOf(meter, entity) is not { } last)
        {
            // One that is the meter's since a while ago may be read again and again, and show the same.
            if (SensorOf(meter, entity).From is not null && now.ToUnixTimeSeconds() % 900 < 120
                && await ReportedAsync(entity, cancellation) is { } first) Show(meter, entity, first, journal, forwarder);
            return;
        }

        if (!HeldValues.IsDue(state, last, now)) return;
        if (await ReportedAsync(entity, cancellation) is { } reported)
        {
            Show(meter, entity, reported, journal, forwarder);
            if (LastOf(meter, entity) is not { } after || !HeldValues.IsDue(state, after, now)) return;
        }

        var power = meter.Power is { } its ? await ReportedAsync(its, cancellation) ?? _ha.GetState(its) : null;
        var isDark = meter.Quantity == Quantity.Produced && _ha.GetState(Sun)?.State == "below_horizon";
        if (HeldValues.Of(state, power, meter.Unit, LastOf(meter, entity), now, isDark) is not { } held) return;
        // A fallback may have seen what this one has not.
        if (held.IsAlive || meter.Fallback is null) Take(meter, entity, held.Sample, !held.IsAlive, journal, forwarder);
    }

    private CounterSample? LastOf(Meter meter, string entity) => SensorOf(meter, entity).Counter.Last;

    private SensorState SensorOf(Meter meter, string entity)
    {
        var kept = _states.GetValueOrDefault(meter.Key, MeterState.Empty);
        return entity == meter.Counter ? kept.Main : kept.Second;
    }

    private async Task<EntityState?> ReportedAsync(string entity, CancellationToken cancellation)
    {
        if (_history is null) return null;
        try
        {
            return await _history.ReportedAsync(entity, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Home Assistant is away or does not know it: then nothing is known.
            return null;
        }
    }
}
