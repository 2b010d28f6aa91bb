using Cer.Domain.Community;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Homes.Mapping;

/// <summary>The counters that a community needs: of its plants, of its municipal buildings, of every other point.</summary>
/// <remarks>
/// A plant needs what its generator makes, a point what it takes, and a point with one plant what it gives. Of a point with
/// several plants a reading of what it gives must name the plant, which no meter of the exchange can: that the distributor tells.
/// </remarks>
public static class MeterNeeds
{
    /// <summary>What is needed on a day.</summary>
    /// <param name="community">The community.</param>
    /// <param name="registry">Its points and devices.</param>
    /// <param name="day">The day.</param>
    /// <param name="names">What a person called a meter before, by its key.</param>
    /// <param name="confirmed">The counter a person confirmed before, by its key.</param>
    public static IReadOnlyList<MeterNeed> Of(
        EnergyCommunity community,
        PointRegistry registry,
        LocalDate day,
        IReadOnlyDictionary<string, string> names,
        IReadOnlyDictionary<string, string> confirmed)
    {
        List<MeterNeed> needs = [];
        foreach (var held in community.Pods.Where(pod => pod.Covers(day)).OrderBy(pod => pod.Pod, StringComparer.Ordinal))
        {
            var units = community.UnitsByAge().Where(unit => unit.Pod == held.Pod).ToArray();
            var holder = community.Members.FirstOrDefault(member => member.Id == held.Member)?.Name ?? held.Member;
            var isTowns = community.IsMunicipal(held.Pod, day);
            string[] devices =
            [
                .. registry.Devices.Values.Where(one => one.Pod.Code == held.Pod && one.RetiredAt is null).Select(one => one.Id),
            ];
            // The holder of a dozen points tells none of them from another.
            string[] own = isTowns ? [] : [.. MappingWords.OfPlace(holder)];
            foreach (var unit in units)
            {
                Add(new(held.Pod, units.Length > 1 ? unit.Id : null, MappedQuantity.Produced, unit.Id, MeterUse.Plant)
                {
                    PowerKw = unit.PowerKw,
                    Words = [.. MappingWords.OfPlace(unit.Id), .. MappingWords.OfPlace(unit.Plant), .. units.Length > 1 ? [] : own],
                });
            }

            string[] roofs = [.. units.SelectMany(unit => MappingWords.OfPlace(unit.Id)).Distinct()];
            var name = units.Length > 0 ? units[0].Plant : $"{holder} …{RegistryNumbers.Label(held.Pod)}";
            var use = isTowns ? MeterUse.Building : MeterUse.Point;
            if (units.Length == 1) Add(new(held.Pod, null, MappedQuantity.Injected, name, use) { Words = [.. roofs, .. own] });
            Add(new(held.Pod, null, MappedQuantity.Withdrawn, name, use) { Words = [.. roofs, .. own] });

            void Add(MeterNeed need)
            {
                var called = names.GetValueOrDefault(need.Key) ?? names.FirstOrDefault(one =>
                    one.Key.StartsWith($"{need.Pod}/", StringComparison.Ordinal)).Value;
                needs.Add(need with
                {
                    Name = names.GetValueOrDefault(need.Key) ?? need.Name,
                    Words = [.. need.Words.Concat(MappingWords.OfPlace(called)).Distinct().Order(StringComparer.Ordinal)],
                    Devices = devices,
                    Confirmed = confirmed.GetValueOrDefault(need.Key),
                });
            }
        }

        return needs;
    }
}
