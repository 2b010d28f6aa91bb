using Cer.Operations.Homes.Mapping;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Operations.Tests.Homes.Mapping;

/// <summary>What holds of every proposal, whatever a Home Assistant has.</summary>
public sealed class MappingProperties
{
    private static readonly string[] Words =
    [
        "scuola", "municipio", "biblioteca", "inverter", "meter", "total", "daily", "oggi", "import", "export", "prodotta", "prelevata",
        "energy", "power", "returned", "phase_a", "battery", "channel_1", "IT999E00000001", "rete",
    ];

    private static readonly Gen<MappingEntity> Entity =
        from words in Gen.Elements(Words).ListOf(3)
        from number in Gen.Choose(0, 40)
        from kind in Gen.Elements<string?>("energy", "power", null)
        from state in Gen.Elements<string?>("total_increasing", "total", "measurement", null)
        from unit in Gen.Elements<string?>("kWh", "Wh", "W", "kW", "varh", null)
        from value in Gen.Elements<string?>("12.5", "-3", "unknown", null)
        from device in Gen.Elements<string?>("d1", "d2", null)
        from area in Gen.Elements<string?>("Scuola", "Municipio", null)
        from flags in Gen.Choose(0, 15)
        select new MappingEntity($"sensor.{string.Join('_', words).ToLowerInvariant()}_{number}")
        {
            DeviceClass = kind,
            StateClass = state,
            Unit = unit,
            State = value,
            DeviceId = device,
            Area = area,
            IsOurs = flags == 1,
            IsDisabled = flags == 2,
            IsHidden = flags == 3,
            HasCycle = flags == 4,
        };

    private static readonly Gen<MeterNeed[]> Needs =
        from count in Gen.Choose(1, 4)
        from confirmed in Gen.Elements<string?>(null, "sensor.scuola_total_import_1")
        select Enumerable.Range(0, count).SelectMany(place => Enum.GetValues<MappedQuantity>().Select(quantity =>
            new MeterNeed($"IT999E0000000{place}", null, quantity, $"n{place}", MeterUse.Building)
            {
                Words = [Words[place % 3]],
                Confirmed = confirmed,
            })).ToArray();

    private static readonly Arbitrary<(MeterNeed[] Needs, List<MappingEntity> Entities)> Towns =
        (from needs in Needs from entities in Entity.ListOf() select (needs, entities)).ToArbitrary();

    [Fact]
    public void No_counter_is_given_to_two_meters() => Prop.ForAll(Towns, town =>
    {
        var given = ProposeMapping.Of(town.Needs, town.Entities)
            .SelectMany(one => new[] { one.Counter?.Entity, one.Fallback }).OfType<string>().ToArray();
        return given.Length == given.Distinct().Count();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_power_nothing_of_ours_and_nothing_disabled_is_ever_a_counter() => Prop.ForAll(Towns, town =>
    {
        var known = town.Entities.DistinctBy(one => one.Id).ToDictionary(one => one.Id);
        return ProposeMapping.Of(town.Needs, town.Entities)
            .SelectMany(one => one.Candidates.Select(candidate => candidate.Entity).Append(one.Counter?.Entity).Append(one.Fallback))
            .OfType<string>().Select(id => known[id])
            .All(one => one is { IsOurs: false, IsDisabled: false } && one.DeviceClass != "power"
                && one.Unit is "kWh" or "Wh" or null && one.State != "-3");
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_entities_changes_nothing() => Prop.ForAll(Towns, town =>
    {
        var distinct = town.Entities.DistinctBy(one => one.Id).ToList();
        return Told(town.Needs, distinct) == Told(town.Needs, Enumerable.Reverse(distinct))
            && Told(town.Needs, distinct) == Told(town.Needs, distinct.OrderBy(one => one.Unit).ThenBy(one => one.Area));
    }).QuickCheckThrowOnFailure();

    private static string Told(MeterNeed[] needs, IEnumerable<MappingEntity> entities) => string.Join(
        '\n',
        ProposeMapping.Of(needs, entities)
        .Select(one => $"{one.Need.Key} {one.Counter?.Entity} {one.Counter?.Score} {one.Power} {one.Fallback}"
            + $" {string.Join(',', one.Candidates.Select(candidate => candidate.Entity))}"
            + $" {string.Join(',', one.Doubts.Select(doubt => doubt.Code))}"));
}
