using Cer.Operations.Homes.Mapping;

namespace Cer.Operations.Tests.Homes.Mapping;

/// <summary>Which entity is proposed for which meter, on lists as real integrations give them.</summary>
public sealed class ProposeMappingTests
{
    private const string School = "IT999E00000101";
    private const string TownHall = "IT999E00000102";
    private const string Library = "IT999E00000301";

    // Two roofs and a library: enough that a guess would be wrong.
    private static readonly MeterNeed[] Town =
    [
        .. Roof(School, "scuola"),
        .. Roof(TownHall, "municipio"),
        new(Library, null, MappedQuantity.Withdrawn, "Biblioteca", MeterUse.Building) { Words = ["biblioteca"] },
    ];

    public static TheoryData<string, string, string, string, string?, string?> Roofs => new()
    {
        {
            "SolarEdge", "sensor.solaredge_i1_ac_energy_kwh", "sensor.solaredge_i1_m1_exported_kwh", "sensor.solaredge_i1_m1_imported_kwh",
            "sensor.solaredge_i1_ac_power", "sensor.solaredge_i1_m1_ac_power"
        },
        {
            "Fronius", "sensor.fronius_inverter_1_energy_total", "sensor.fronius_meter_0_energy_real_produced",
            "sensor.fronius_meter_0_energy_real_consumed", "sensor.fronius_inverter_1_power_ac", "sensor.fronius_meter_0_power_real"
        },
        {
            "Huawei", "sensor.inverter_total_yield", "sensor.power_meter_exported", "sensor.power_meter_consumption",
            "sensor.inverter_active_power", "sensor.power_meter_active_power"
        },
        {
            "Sma", "sensor.sn_1901018498_total_yield", "sensor.sn_1901018498_metering_total_yield",
            "sensor.sn_1901018498_metering_total_absorbed", null, "sensor.sn_1901018498_metering_power_absorbed"
        },
        {
            "SinapsiAlfa", "sensor.alfa_energia_prodotta", "sensor.alfa_energia_immessa", "sensor.alfa_energia_prelevata",
            "sensor.alfa_potenza_prodotta", "sensor.alfa_potenza_prelevata"
        },
    };

    [Theory, MemberData(nameof(Roofs))]
    public void An_inverter_and_its_meter_in_an_area_of_the_plants_name_are_told_apart(
        string list, string produced, string injected, string withdrawn, string? inverterPower, string? gridPower)
    {
        var proposal = ProposeMapping.Of(Town, List(list, "Scuola primaria"));
        Assert.Equal(produced, Counter(proposal, School, MappedQuantity.Produced));
        Assert.Equal(injected, Counter(proposal, School, MappedQuantity.Injected));
        Assert.Equal(withdrawn, Counter(proposal, School, MappedQuantity.Withdrawn));
        Assert.Equal(inverterPower, One(proposal, School, MappedQuantity.Produced).Power);
        Assert.Equal(gridPower, One(proposal, School, MappedQuantity.Withdrawn).Power);
        Assert.All(proposal.Where(one => one.Need.Pod != School), one => Assert.Null(one.Counter));
    }

    [Theory]
    [InlineData("ShellyEm", "sensor.shellyem_a4e57cba73f5_channel_1_energy", "sensor.shellyem_a4e57cba73f5_channel_1_energy_returned")]
    [InlineData("ShellyPro3Em", "sensor.shellypro3em_08f9e0e88160_total_active_energy",
        "sensor.shellypro3em_08f9e0e88160_total_active_returned_energy")]
    [InlineData("Chain2Gate", "sensor.chain2gate_energia_prelevata_totale", "sensor.chain2gate_energia_immessa_totale")]
    public void A_clamp_or_a_Chain_2_device_tells_what_a_point_takes_and_gives(string list, string withdrawn, string injected)
    {
        var proposal = ProposeMapping.Of(Town, List(list, "Municipio"));
        Assert.Equal(withdrawn, Counter(proposal, TownHall, MappedQuantity.Withdrawn));
        Assert.Equal(injected, Counter(proposal, TownHall, MappedQuantity.Injected));
        Assert.Null(Counter(proposal, TownHall, MappedQuantity.Produced));
    }

    [Fact]
    public void A_device_that_is_registered_at_a_point_needs_no_area()
    {
        MeterNeed[] needs = [.. Town.Select(need => need.Pod == Library ? need with { Devices = ["c2g-0A1B2C3D4"] } : need)];
        var proposal = One(ProposeMapping.Of(needs, RealLists.Chain2Gate(null!)), Library, MappedQuantity.Withdrawn);
        Assert.Equal("sensor.chain2gate_energia_prelevata_totale", proposal.Counter?.Entity);
        Assert.Contains("device", proposal.Counter!.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void The_last_day_of_the_distributor_is_shown_with_its_doubt_and_never_proposed()
    {
        var proposal = One(ProposeMapping.Of(Town, RealLists.EDistribuzione(Library)), Library, MappedQuantity.Withdrawn);
        Assert.Null(proposal.Counter);
        Assert.Contains("resets", proposal.Candidates.Single().Doubts.Select(doubt => doubt.Code));
        Assert.Equal(["only_unfit"], proposal.Doubts.Select(doubt => doubt.Code));
    }

    [Fact]
    public void Of_one_building_the_ready_sensors_are_proposed_not_the_raw_nor_the_ones_that_begin_anew()
    {
        var proposal = ProposeMapping.Of([.. Roof(School, "scuola")], RealLists.Templates);
        Assert.Equal("sensor.cer_impianto_energia", Counter(proposal, School, MappedQuantity.Produced));
        Assert.Equal("sensor.cer_scambio_immessa", Counter(proposal, School, MappedQuantity.Injected));
        Assert.Equal("sensor.cer_scambio_prelevata", Counter(proposal, School, MappedQuantity.Withdrawn));
        Assert.Contains("no_place", proposal[0].Counter!.Doubts.Select(doubt => doubt.Code));
    }

    [Fact]
    public void Between_two_schools_nothing_is_guessed() =>
        Assert.All(ProposeMapping.Of(Town, RealLists.Templates), one => Assert.Null(one.Counter));

    [Fact]
    public void What_the_program_put_there_itself_is_never_proposed()
    {
        var ours = RealLists.Energy("sensor.cer_prova_plant_1_produced_total", "Impianto scuola prodotta", "kWh") with { IsOurs = true };
        Assert.All(ProposeMapping.Of(Town, [ours]), one => Assert.Empty(one.Candidates));
    }

    [Fact]
    public void A_code_of_a_point_counts_more_than_a_name_and_forbids_every_other_point()
    {
        var entity = RealLists.Energy($"sensor.{TownHall.ToLowerInvariant()}_prelevata", "Scuola prelevata", "kWh");
        var proposal = ProposeMapping.Of(Town, [entity]);
        Assert.Equal(entity.Id, Counter(proposal, TownHall, MappedQuantity.Withdrawn));
        Assert.Empty(One(proposal, School, MappedQuantity.Withdrawn).Candidates);
    }

    [Fact]
    public void A_measurement_and_a_missing_unit_are_doubts_in_both_languages()
    {
        var measured = RealLists.Energy("sensor.scuola_prodotta", "Scuola prodotta", "kWh") with { StateClass = "measurement" };
        var bare = RealLists.Energy("sensor.municipio_prodotta", "Municipio prodotta", null!);
        var proposal = ProposeMapping.Of(Town, [measured, bare]);
        var doubt = One(proposal, School, MappedQuantity.Produced).Doubts.Single();
        Assert.Equal("measurement", doubt.Code);
        Assert.Contains("misura", doubt.Italian, StringComparison.Ordinal);
        Assert.Contains("measurement", doubt.English, StringComparison.Ordinal);
        Assert.Equal(["no_unit"], One(proposal, TownHall, MappedQuantity.Produced).Doubts.Select(one => one.Code));
    }

    [Fact]
    public void Two_that_are_as_likely_are_told_and_the_choice_is_a_persons()
    {
        MappingEntity[] two =
        [
            RealLists.Energy("sensor.scuola_import_a1", "Scuola import", "kWh"),
            RealLists.Energy("sensor.scuola_import_b1", "Scuola import", "kWh"),
        ];
        var proposal = One(ProposeMapping.Of(Town, two), School, MappedQuantity.Withdrawn);
        Assert.Equal("sensor.scuola_import_a1", proposal.Counter?.Entity);
        Assert.Contains("sensor.scuola_import_b1", Assert.Single(proposal.Doubts).Italian, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_confirmed_stays_though_another_looks_likelier_and_its_loss_is_told()
    {
        MeterNeed[] needs = [.. Town.Select(need => need with
        {
            Confirmed = (need.Pod, need.Quantity) switch
            {
                (School, MappedQuantity.Produced) => "sensor.inverter_total_dc_input_energy",
                (Library, _) => "sensor.gone",
                _ => null,
            },
        })];
        var proposal = ProposeMapping.Of(needs, RealLists.Huawei("Scuola"));
        Assert.Equal("sensor.inverter_total_dc_input_energy", Counter(proposal, School, MappedQuantity.Produced));
        Assert.Equal(["gone"], One(proposal, Library, MappedQuantity.Withdrawn).Doubts.Select(doubt => doubt.Code));
    }

    [Fact]
    public void A_plant_may_get_a_second_counter_of_another_device_with_the_word_to_check_it()
    {
        MappingEntity[] all =
        [
            .. RealLists.Huawei("Scuola"),
            RealLists.Energy("sensor.scuola_produzione_totale", "Produzione totale", "kWh") with { DeviceId = "clamp", Area = "Scuola" },
        ];
        var proposal = One(ProposeMapping.Of(Town, all), School, MappedQuantity.Produced);
        string?[] both = [proposal.Counter?.Entity, proposal.Fallback];
        Assert.Equal(["sensor.inverter_total_yield", "sensor.scuola_produzione_totale"], both.Order());
        Assert.Contains("same_meter", proposal.Doubts.Select(doubt => doubt.Code));
    }

    private static IEnumerable<MeterNeed> Roof(string pod, string word) =>
    [
        new(pod, null, MappedQuantity.Produced, word, MeterUse.Plant) { Words = [word], PowerKw = 20 },
        new(pod, null, MappedQuantity.Injected, word, MeterUse.Building) { Words = [word] },
        new(pod, null, MappedQuantity.Withdrawn, word, MeterUse.Building) { Words = [word] },
    ];

    private static IReadOnlyList<MappingEntity> List(string name, string area) =>
        (IReadOnlyList<MappingEntity>)typeof(RealLists).GetMethod(name)!.Invoke(null, [area])!;

    private static MeterProposal One(IReadOnlyList<MeterProposal> proposal, string pod, MappedQuantity quantity) =>
        proposal.Single(one => one.Need.Pod == pod && one.Need.Quantity == quantity);

    private static string? Counter(IReadOnlyList<MeterProposal> proposal, string pod, MappedQuantity quantity) =>
        One(proposal, pod, quantity).Counter?.Entity;
}
