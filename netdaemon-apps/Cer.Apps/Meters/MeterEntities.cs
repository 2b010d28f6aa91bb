using System.Collections.Immutable;
using NodaTime;

namespace Cer.Apps;

/// <summary>Gives each meter what is kept of the entities that it is read by now.</summary>
/// <remarks>
/// Two entities begin at different totals, and the step between them is no energy. So an entity that was not the meter's begins anew,
/// from now on, and one that ceased to be is forgotten: what it counts meanwhile may be another meter's. Counter and fallback may
/// change places, for each goes on from its own value; what was told before is not told anew by the other. A state that does not
/// say whose it is, from before that was written down, may be anybody's.
/// </remarks>
public static class MeterEntities
{
    /// <param name="states">What was kept.</param>
    /// <param name="meters">The meters that are read.</param>
    /// <param name="named">The keys of all that are set, also of those that cannot be read for a fault.</param>
    /// <param name="now">Since when it is so.</param>
    /// <returns>What is to be kept, and the meters whose counter begins anew although one was read before.</returns>
    public static (ImmutableDictionary<string, MeterState> States, IReadOnlyList<Meter> Changed) Of(
        ImmutableDictionary<string, MeterState> states, IReadOnlyList<Meter> meters, IReadOnlySet<string> named, Instant now)
    {
        List<Meter> changed = [];
        var next = states;
        foreach (var (key, state) in states.Where(one => !named.Contains(one.Key)))
            next = next.SetItem(key, state with { Main = SensorState.Empty, Second = SensorState.Empty });
        var known = states.Values.SelectMany(state => new[] { state.Main.Entity, state.Second.Entity }).ToHashSet();
        foreach (var meter in meters)
        {
            var (was, isNew) = next.TryGetValue(meter.Key, out var before) ? (before, false) : (MeterState.Empty, true);
            var main = Sensor(meter, meter.Counter);
            // What the other has told stays told.
            if (main.Entity == was.Second.Entity && main.Entity != was.Main.Entity) main = main with { From = Later(main.From, was.ToldTo) };
            var second = meter.Fallback is { } fallback ? Sensor(meter, fallback) : SensorState.Empty;
            next = next.SetItem(meter.Key, was with { Main = main, Second = second });
            if (main.Counter.Last is null && (IsGone(was.Main) || IsGone(was.Second))) changed.Add(meter);

            SensorState Sensor(Meter its, string entity) =>
                Kept(was.Main, entity, its.Unit) ?? Kept(was.Second, entity, its.Unit)
                ?? SensorState.Empty with { Entity = entity, Unit = its.Unit, From = isNew && !known.Contains(entity) ? null : now };

            bool IsGone(SensorState sensor) =>
                sensor.Counter.Last is not null && !ReferenceEquals(sensor.Counter, second.Counter);
        }

        return (next, changed);
    }

    private static SensorState? Kept(SensorState sensor, string entity, string? unit) =>
        sensor.Entity == entity && sensor.Unit == unit ? sensor : null;

    private static Instant? Later(Instant? one, Instant? other) => one is null || other > one ? other : one;
}
