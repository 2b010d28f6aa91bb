using System.Diagnostics;
using NetDaemon.HassModel.Entities;
using NodaTime;
using NodaTime.Extensions;

namespace Cer.Apps;

/// <remarks>
/// What it missed while it did not run. A counter that has gone on cannot be told what was before, so nothing new is taken of a
/// meter until its history was read, or not waited for any more: after ten minutes, or after an hour while core says that it still
/// starts. Then it goes on, and what was missed is read when the recorder answers.
/// </remarks>
public sealed partial class Collector
{
    private static readonly Duration LongestMissed = Duration.FromMinutes(10);
    private static readonly Duration LongestStart = Duration.FromHours(1);

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, MissedTime> _missed = new(StringComparer.Ordinal);

    /// <summary>Meters that were read before have something to catch up with; the others begin with what is shown.</summary>
    private void Begin(Journal journal, Forwarder forwarder)
    {
        _missed.Clear();
        foreach (var meter in _meters)
        {
            if (_history is null || meter.Entities.All(entity => LastOf(meter, entity) is null))
            {
                ShowNow(meter, journal, forwarder);
                continue;
            }

            _missed[meter.Key] = new(meter) { NextAt = Now };
            foreach (var entity in meter.Entities)
                if (_ha.GetState(entity) is { } state) Keep(meter, entity, state);
        }
    }

    /// <summary>Whether a state has to wait for what was before it.</summary>
    private bool Keep(Meter meter, string entity, EntityState state)
    {
        if (!_missed.TryGetValue(meter.Key, out var missed)) return false;
        missed.Keep(entity, state);
        return true;
    }

    private async Task ReadMissedAsync(Journal journal, Forwarder forwarder, CancellationToken cancellation)
    {
        var now = Now;
        MissedTime[] due = [.. _missed.Values.Where(one => one.NextAt <= now || one.NextAt - now > LongestMissed)];
        if (due.Length == 0) return;
        var (isStarting, fault) = await CoreAsync(cancellation);
        var began = Stopwatch.GetTimestamp();
        foreach (var missed in due)
        {
            var (past, reason) = fault is null ? await PastAsync(SensorsOf(missed.Meter), cancellation) : ([], fault);
            // One that fails holds up no other; but where each takes that long, the others are not asked now.
            if (reason is not null && Stopwatch.GetElapsedTime(began) > LongestRound) fault = reason;
            if (reason is not null)
            {
                if (IsLater(missed, reason, isStarting)) continue;
                var key = missed.Meter.Key;
                _states = _states.SetItem(key, MissedSpans.Put(_states.GetValueOrDefault(key, MeterState.Empty), Now));
            }

            Replay(missed, past, journal, forwarder);
            _missed.Remove(missed.Meter.Key);
        }
    }

    private async Task<(bool IsStarting, string? Fault)> CoreAsync(CancellationToken cancellation)
    {
        try
        {
            return _core is null || await _core.IsRunningAsync(cancellation)
                ? (false, null)
                : (true, "Home Assistant is still starting");
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return (false, failure.Message);
        }
    }

    /// <summary>What both counters of a meter showed, by time: what the one did not see, the other may have.</summary>
    private async Task<(IReadOnlyList<(string Entity, PastValue Value)> Past, string? Fault)> PastAsync(
        IEnumerable<(SensorState Sensor, Instant? To)> sensors, CancellationToken cancellation)
    {
        List<(string, PastValue)> past = [];
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        slow.CancelAfter(LongestAnswer);
        try
        {
            foreach (var (sensor, to) in sensors)
            {
                if (sensor.Entity is not { } entity || sensor.Counter.Last?.At is not { } from) continue;
                // A minute more: the value at its end is of it.
                var end = to is { } last && last + Duration.FromMinutes(1) < Now ? last + Duration.FromMinutes(1) : Now;
                var values = await _history!.ReadAsync(entity, sensor.Unit, from, end, slow.Token);
                past.AddRange(values.Select(value => (entity, value)));
            }

            return (past, null);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return ([], failure.Message);
        }
    }

    /// <summary>Whether it is asked for again: after a minute, two, four and eight; false when it was waited for long enough.</summary>
    private bool IsLater(MissedTime missed, string reason, bool isStarting)
    {
        var now = Now;
        if (missed.FailedAt is not { } since || since > now || missed.IsStarting != isStarting)
        {
            LogHistoryLater(missed.Meter.Name, reason);
            (missed.FailedAt, missed.IsStarting) = (since = now, isStarting);
        }

        var longest = isStarting ? LongestStart : LongestMissed;
        if (now - since >= longest)
        {
            LogHistoryAway(missed.Meter.Name, reason);
            return false;
        }

        // The clock is looked at each minute, and not to the second.
        var next = now + Duration.Max(Look.ToDuration(), now - since) - Duration.FromSeconds(10);
        missed.NextAt = Instant.Min(next, since + longest);
        return true;
    }

    private void Replay(
        MissedTime missed, IReadOnlyList<(string Entity, PastValue Value)> past, Journal journal, Forwarder forwarder)
    {
        var meter = missed.Meter;
        var before = past.Select(one => (
            one.Value.Sample.At,
            Take: (Action)(() => Take(meter, one.Entity, one.Value.Sample, one.Value.IsHeld, journal, forwarder))));
        var since = missed.Kept.Select(one => (
            At: HeldValues.UpdatedAt(one.State, Now),
            Take: (Action)(() => Show(meter, one.Entity, one.State, journal, forwarder))));
        foreach (var (_, take) in before.Concat(since).OrderBy(one => one.At).ToList()) take();
        ShowNow(meter, journal, forwarder);
    }

    private IEnumerable<(SensorState Sensor, Instant? To)> SensorsOf(Meter meter) =>
        meter.Entities.Select(entity => (SensorOf(meter, entity), (Instant?)null));

    private void ShowNow(Meter meter, Journal journal, Forwarder forwarder)
    {
        foreach (var entity in meter.Entities)
            if (_ha.GetState(entity) is { } now) Show(meter, entity, now, journal, forwarder);
    }
}
