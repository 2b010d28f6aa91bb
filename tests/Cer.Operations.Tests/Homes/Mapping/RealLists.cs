using Cer.Operations.Homes.Mapping;

namespace Cer.Operations.Tests.Homes.Mapping;

/// <summary>Entities as published integrations name them, each on a device of its own.</summary>
/// <remarks>
/// Names, units and classes come from the sources of the integrations (read on 2026-11-21):
/// SolarEdge: WillCodeForCats/solaredge-modbus-multi, sensor.py. Fronius: home-assistant/core, tests/components/fronius/test_sensor.py.
/// Huawei: wlcrs/huawei_solar, sensor.py, as its users list its entities. SMA: home-assistant/core, components/sma, by pysma's
/// definitions. Shelly: home-assistant/core, components/shelly, snapshots of tests (EM, 3EM, Pro 3EM). Sinapsi Alfa:
/// alexdelprete/ha-sinapsi-alfa, const.py. Chain2Gate: r0bb10/chain2gate_ha for its device; its totals are named as our guide does.
/// E-Distribuzione: fabioscarparo/HomeAssistant-EDistribuzione, sensor.py. Template and utility_meter: homeassistant/packages here.
/// </remarks>
internal static class RealLists
{
    public static IReadOnlyList<MappingEntity> SolarEdge(string area) =>
    [
        .. On("se-i1", "SolarEdge I1", area, "SolarEdge", "SE17K",
            Energy("sensor.solaredge_i1_ac_energy_kwh", "SolarEdge I1 AC Energy kWh", "kWh"),
            Power("sensor.solaredge_i1_ac_power", "SolarEdge I1 AC Power", "W"),
            Power("sensor.solaredge_i1_dc_power", "SolarEdge I1 DC Power", "W"),
            new("sensor.solaredge_i1_ac_va") { DeviceClass = "apparent_power", StateClass = "measurement", Unit = "VA", State = "1" }),
        .. On("se-m1", "SolarEdge I1 M1", area, "SolarEdge", "SE-MTR-3Y-400V-A",
            Energy("sensor.solaredge_i1_m1_imported_kwh", "SolarEdge I1 M1 Imported kWh", "kWh"),
            Energy("sensor.solaredge_i1_m1_exported_kwh", "SolarEdge I1 M1 Exported kWh", "kWh"),
            Energy("sensor.solaredge_i1_m1_imported_a_kwh", "SolarEdge I1 M1 Imported A kWh", "kWh"),
            Energy("sensor.solaredge_i1_m1_exported_a_kwh", "SolarEdge I1 M1 Exported A kWh", "kWh"),
            Power("sensor.solaredge_i1_m1_ac_power", "SolarEdge I1 M1 AC Power", "W")),
        .. On("se-b1", "SolarEdge I1 B1", area, "LG", "RESU10H",
            Energy("sensor.solaredge_i1_b1_energy_export", "SolarEdge B1 Battery Energy Export", "kWh")),
    ];

    public static IReadOnlyList<MappingEntity> Fronius(string area) =>
    [
        .. On("fr-inv", "Inverter 1", area, "Fronius", "Symo 20.0-3-M",
            Energy("sensor.fronius_inverter_1_energy_day", "Fronius inverter 1 Energy day", "Wh"),
            Energy("sensor.fronius_inverter_1_energy_year", "Fronius inverter 1 Energy year", "Wh"),
            Energy("sensor.fronius_inverter_1_energy_total", "Fronius inverter 1 Energy total", "Wh"),
            Power("sensor.fronius_inverter_1_power_ac", "Fronius inverter 1 Power AC", "W")),
        .. On("fr-meter", "Smart Meter 63A", area, "Fronius", "Smart Meter 63A",
            Energy("sensor.fronius_meter_0_energy_real_consumed", "Fronius meter 0 Energy real consumed", "Wh"),
            Energy("sensor.fronius_meter_0_energy_real_produced", "Fronius meter 0 Energy real produced", "Wh"),
            new("sensor.fronius_meter_0_energy_reactive_ac_consumed") { StateClass = "total_increasing", Unit = "varh", State = "5" },
            Power("sensor.fronius_meter_0_power_real", "Fronius meter 0 Power real", "W"),
            Power("sensor.fronius_meter_0_power_real_phase_1", "Fronius meter 0 Power real phase 1", "W")),
        .. On("fr-flow", "SolarNet", area, "Fronius", "SolarNet",
            Power("sensor.fronius_powerflow_power_grid", "Power grid", "W"),
            Power("sensor.fronius_powerflow_power_load", "Power load", "W")),
    ];

    public static IReadOnlyList<MappingEntity> Huawei(string area) =>
    [
        .. On("hw-inv", "Inverter", area, "Huawei", "SUN2000-20KTL-M2",
            Energy("sensor.inverter_daily_yield", "Inverter Daily yield", "kWh"),
            Energy("sensor.inverter_total_yield", "Inverter Total yield", "kWh"),
            Energy("sensor.inverter_total_dc_input_energy", "Inverter Total DC input energy", "kWh"),
            Power("sensor.inverter_active_power", "Inverter Active power", "W")),
        .. On("hw-meter", "Power meter", area, "Huawei", "DTSU666-H",
            Energy("sensor.power_meter_consumption", "Power meter Consumption", "kWh"),
            Energy("sensor.power_meter_exported", "Power meter Exported", "kWh"),
            Power("sensor.power_meter_active_power", "Power meter Active power", "W"),
            Power("sensor.power_meter_phase_a_active_power", "Power meter Phase A active power", "W")),
        .. On("hw-batt", "Batteries", area, "Huawei", "LUNA2000",
            Energy("sensor.batteries_total_charge", "Batteries Total charge", "kWh"),
            Energy("sensor.batteries_total_discharge", "Batteries Total discharge", "kWh")),
    ];

    public static IReadOnlyList<MappingEntity> Sma(string area) =>
    [
        .. On("sma", "SMA Sunny Tripower", area, "SMA", "Sunny Tripower 20000TL",
            Energy("sensor.sn_1901018498_total_yield", "SN: 1901018498 Total Yield", "kWh"),
            Energy("sensor.sn_1901018498_daily_yield", "SN: 1901018498 Daily Yield", "Wh"),
            Energy("sensor.sn_1901018498_metering_total_yield", "SN: 1901018498 Metering Total Yield", "kWh"),
            Energy("sensor.sn_1901018498_metering_total_absorbed", "SN: 1901018498 Metering Total Absorbed", "kWh"),
            Power("sensor.sn_1901018498_metering_power_absorbed", "SN: 1901018498 Metering Power Absorbed", "W"),
            Power("sensor.sn_1901018498_grid_power", "SN: 1901018498 Grid Power", "W")),
    ];

    public static IReadOnlyList<MappingEntity> ShellyEm(string area) =>
    [
        .. On("sh-em", "shellyem-A4E57CBA73F5", area, "Shelly", "Shelly EM",
            Energy("sensor.shellyem_a4e57cba73f5_channel_1_energy", "shellyem-A4E57CBA73F5 channel 1 energy", "kWh"),
            Energy("sensor.shellyem_a4e57cba73f5_channel_1_energy_returned", "shellyem-A4E57CBA73F5 channel 1 energy returned", "kWh"),
            Power("sensor.shellyem_a4e57cba73f5_channel_1_power", "shellyem-A4E57CBA73F5 channel 1 power", "W")),
    ];

    public static IReadOnlyList<MappingEntity> ShellyPro3Em(string area) =>
    [
        .. On("sh-pro", "shellypro3em-08f9e0e88160", area, "Shelly", "Shelly Pro 3EM",
            Energy("sensor.shellypro3em_08f9e0e88160_total_active_energy", "Shelly Pro 3EM total active energy", "kWh"),
            Energy("sensor.shellypro3em_08f9e0e88160_total_active_returned_energy", "Shelly Pro 3EM total active returned energy", "kWh"),
            Energy("sensor.shellypro3em_08f9e0e88160_phase_a_total_active_energy", "Shelly Pro 3EM phase A total active energy", "kWh"),
            Energy("sensor.shellypro3em_08f9e0e88160_phase_a_total_active_returned_energy", "Shelly Pro 3EM phase A returned", "kWh"),
            Power("sensor.shellypro3em_08f9e0e88160_total_active_power", "Shelly Pro 3EM total active power", "W")),
    ];

    public static IReadOnlyList<MappingEntity> SinapsiAlfa(string area) =>
    [
        .. On("alfa", "Alfa", area, "Sinapsi", "Alfa",
            Energy("sensor.alfa_energia_prelevata", "Alfa Energia Prelevata", "kWh"),
            Energy("sensor.alfa_energia_immessa", "Alfa Energia Immessa", "kWh"),
            Energy("sensor.alfa_energia_prodotta", "Alfa Energia Prodotta", "kWh"),
            Energy("sensor.alfa_energia_consumata", "Alfa Energia Consumata", "kWh"),
            Energy("sensor.alfa_energia_auto_consumata", "Alfa Energia Auto Consumata", "kWh"),
            Energy("sensor.alfa_energia_prelevata_giornaliera_f1", "Alfa Energia Prelevata Giornaliera F1", "kWh"),
            Power("sensor.alfa_potenza_prelevata", "Alfa Potenza Prelevata", "kW"),
            Power("sensor.alfa_potenza_immessa", "Alfa Potenza Immessa", "kW"),
            Power("sensor.alfa_potenza_prodotta", "Alfa Potenza Prodotta", "kW")),
    ];

    public static IReadOnlyList<MappingEntity> Chain2Gate(string area) =>
    [
        .. On("c2g", "c2g-0A1B2C3D4", area, "MAC s.r.l", "Chain2Gate",
            Energy("sensor.chain2gate_energia_prelevata_totale", "Energia prelevata totale", "Wh"),
            Energy("sensor.chain2gate_energia_immessa_totale", "Energia immessa totale", "Wh"),
            Power("sensor.chain2gate_potenza_istantanea", "Potenza istantanea", "W")),
    ];

    /// <summary>The last day that the distributor told, of one point: never a counter.</summary>
    public static IReadOnlyList<MappingEntity> EDistribuzione(string pod) =>
    [
        .. On($"ed-{pod}", $"POD {pod}", null, "E-Distribuzione", "POD di prelievo",
            new($"sensor.pod_{pod.ToLowerInvariant()}_prelievo_ultimo_giorno")
            {
                Name = $"POD {pod} Prelievo ultimo giorno",
                Unit = "kWh",
                State = "12.5",
            },
            new($"sensor.pod_{pod.ToLowerInvariant()}_ultima_data_disponibile")
            {
                Name = $"POD {pod} Ultima data disponibile",
                DeviceClass = "date",
                State = "2026-11-19",
            }),
    ];

    /// <summary>A technician's own Modbus and template sensors, and what utility_meter makes of them.</summary>
    public static IReadOnlyList<MappingEntity> Templates =>
    [
        new("sensor.cer_inverter_energia_grezza") { Name = "cer_inverter_energia_grezza", Platform = "modbus", Unit = "kWh", State = "8" },
        Energy("sensor.cer_impianto_energia", "cer_impianto_energia", "kWh") with { Platform = "template" },
        Power("sensor.cer_impianto_potenza", "cer_impianto_potenza", "W") with { Platform = "template" },
        Energy("sensor.cer_scambio_prelevata", "cer_scambio_prelevata", "kWh") with { Platform = "template" },
        Energy("sensor.cer_scambio_immessa", "cer_scambio_immessa", "kWh") with { Platform = "template" },
        Energy("sensor.cer_quarto_prelevata", "cer_quarto_prelevata", "kWh") with { Platform = "utility_meter", HasCycle = true },
        Energy("sensor.cer_quarto_immessa", "cer_quarto_immessa", "kWh") with { Platform = "utility_meter", HasCycle = true },
        Energy("sensor.consumo_mensile", "Consumo mensile", "kWh") with { Platform = "utility_meter", HasCycle = true },
    ];

    public static MappingEntity Energy(string id, string name, string unit) => new(id)
    {
        Name = name,
        DeviceClass = "energy",
        StateClass = "total_increasing",
        Unit = unit,
        State = "1234.5",
    };

    public static MappingEntity Power(string id, string name, string unit) => new(id)
    {
        Name = name,
        DeviceClass = "power",
        StateClass = "measurement",
        Unit = unit,
        State = "812",
    };

    private static IEnumerable<MappingEntity> On(
        string id, string device, string? area, string maker, string model, params MappingEntity[] entities) =>
        entities.Select(entity => entity with { DeviceId = id, Device = device, Area = area, Manufacturer = maker, Model = model });
}
