using System.Collections.Immutable;
using Cer.Domain;
using Cer.Domain.Metering.Counters;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Apps.Tests.Meters;

public class MeterEntitiesTests
{
    private const string Pod = "IT999E00000101";

    private static readonly Instant Begin = Times.At("2026-06-10T06:07:00Z");
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    /// <summary>Micro-kWh of each entity: what it showed when the test begins, and what it counts in a minute.</summary>
    private static readonly Dictionary<string, (long First, long Minute)> Gauges = new()
    {
        ["sensor.a"] = (1_000_000_000, 100_000),
        ["sensor.b"] = (1_000_400_000, 90_000),
        ["sensor.c"] = (3_000_000, 250_000),
    };

    /// <summary>Any changes of counter and fallback, any silences: no quarter holds more than its entity counted in it.</summary>
    [Fact]
    public void The_energy_told_is_at_most_what_an_entity_counted_while_it_was_the_meters() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var (told, times) = Run(new Random(seed), true);
            return told.GroupBy(one => one.Start).All(one => one.Count() == 1)
                && told.All(one => EntitiesOf(times, one.Start).Any(
                    entity => one.Amount.MicroKilowattHours <= (15 * Gauges[entity].Minute) + 2));
        }));

    /// <summary>And none is deaf: with values each minute, a quarter in which nothing changed is told.</summary>
    [Fact]
    public void A_quarter_that_lies_within_one_mapping_is_told() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var (told, times) = Run(new Random(seed), false);
            var starts = told.Select(one => one.Start).ToHashSet();
            return times.Zip(times.Skip(1)).All(pair =>
            {
                var first = Instant.FromUnixTimeSeconds(((pair.First.At.ToUnixTimeSeconds() / 900) + 1) * 900);
                return Enumerable.Range(0, 200).Select(i => first + (Quarter * i))
                    .TakeWhile(start => start + Quarter < pair.Second.At)
                    .All(starts.Contains);
            });
        }));

    private static (List<CounterQuarter> Told, List<(Instant At, Meter? Meter)> Times) Run(Random random, bool isSilent)
    {
        var states = ImmutableDictionary<string, MeterState>.Empty;
        List<CounterQuarter> told = [];
        List<(Instant At, Meter? Meter)> times = [];
        Dictionary<string, int> silent = [];
        Meter? meter = null;
        for (var minute = 0; minute < 600; minute++)
        {
            var at = Begin + Duration.FromMinutes(minute);
            if (minute == 0 || random.Next(70) == 0)
            {
                meter = Another(random, isSilent);
                times.Add((at, meter));
                Meter[] read = meter is null ? [] : [meter];
                (states, _) = MeterEntities.Of(states, read, read.Select(one => one.Key).ToHashSet(), at);
            }

            foreach (var entity in Gauges.Keys)
                if (isSilent && random.Next(60) == 0) silent[entity] = minute + random.Next(3, 90);
            foreach (var entity in meter?.Entities.Where(one => silent.GetValueOrDefault(one) <= minute) ?? [])
            {
                var sample = new CounterSample(
                    at, Energy.FromMicroKilowattHours(Gauges[entity].First + (Gauges[entity].Minute * minute)));
                var step = entity == meter!.Counter
                    ? MeterQuarters.TakeMain(states[meter.Key], sample, false, null)
                    : MeterQuarters.TakeSecond(states[meter.Key], sample, false, null);
                states = states.SetItem(meter.Key, step.State);
                told.AddRange(step.Quarters);
            }
        }

        return (told, times);
    }

    private static Meter? Another(Random random, bool may)
    {
        if (may && random.Next(6) == 0) return null;
        string[] names = [.. Gauges.Keys.OrderBy(_ => random.Next())];
        return new("School", Pod, null, Quantity.Withdrawn, names[0]) { Fallback = random.Next(2) == 0 ? names[1] : null };
    }

    /// <summary>The entities that were the meter's all through a quarter.</summary>
    private static IEnumerable<string> EntitiesOf(List<(Instant At, Meter? Meter)> times, Instant start)
    {
        var first = times.FindLastIndex(one => one.At <= start);
        var last = times.FindLastIndex(one => one.At < start + Quarter);
        return first < 0
            ? []
            : Gauges.Keys.Where(entity => times[first..(last + 1)].All(one => one.Meter?.Entities.Contains(entity) == true));
    }
}
