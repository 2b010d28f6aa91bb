using System.Globalization;
using System.Text.Json.Nodes;
using Cer.HomeAssistant.Peer;

namespace Cer.Browser.Tests;

/// <summary>The Home Assistant of the invented town: two roofs, a cabinet, a library, and much that is nobody's counter.</summary>
/// <remarks>Names as the integrations of Huawei, Fronius and Shelly give them.</remarks>
internal static class TownHouse
{
    private const string Increasing = "total_increasing";

    public static async Task<HomePeer> StartAsync()
    {
        var now = DateTimeOffset.Parse(DemoTown.Now, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var peer = await HomePeer.StartAsync();
        peer.Registries.Area("scuola", "Scuola primaria").Area("municipio", "Municipio").Area("piazza", "Illuminazione piazza")
            .Area("biblioteca", "Biblioteca");
        peer.Registries.Device("hw", "Inverter", "scuola", "Huawei", "SUN2000-20KTL")
            .Device("dtsu", "Power meter", "scuola", "Huawei", "DTSU666-H")
            .Device("fr", "Inverter 1", "municipio", "Fronius", "Symo 20.0")
            .Device("frm", "Smart Meter 63A", "municipio", "Fronius", "Smart Meter")
            .Device("em", "Quadro piazza", "piazza", "Shelly", "Shelly Pro 3EM")
            .Device("lib", "Biblioteca", "biblioteca", "Shelly", "Shelly EM");
        Grow(peer, now, "sensor.inverter_total_yield", "hw", "Inverter Total yield", 48_211.4m, 0.05m, "kWh");
        Still(peer, "sensor.inverter_daily_yield", "hw", "Inverter Daily yield", "energy", Increasing, "kWh", "12.4");
        Still(peer, "sensor.inverter_active_power", "hw", "Inverter Active power", "power", "measurement", "W", "3012");
        Grow(peer, now, "sensor.power_meter_consumption", "dtsu", "Power meter Consumption", 9_311.2m, 0.02m, "kWh");
        Grow(peer, now, "sensor.power_meter_exported", "dtsu", "Power meter Exported", 30_412.9m, 0.03m, "kWh");
        Still(peer, "sensor.power_meter_active_power", "dtsu", "Power meter Active power", "power", "measurement", "W", "-1811");
        Grow(peer, now, "sensor.fronius_inverter_1_energy_total", "fr", "Inverter 1 Energy total", 44_188_000m, 60m, "Wh");
        Still(peer, "sensor.fronius_inverter_1_energy_day", "fr", "Inverter 1 Energy day", "energy", Increasing, "Wh", "1113");
        Still(peer, "sensor.fronius_inverter_1_power_ac", "fr", "Inverter 1 Power AC", "power", "measurement", "W", "1190");
        Grow(peer, now, "sensor.fronius_meter_0_energy_real_consumed", "frm", "Smart Meter Energy real consumed", 15_303_334m, 20m, "Wh");
        Still(
            peer, "sensor.fronius_meter_0_energy_real_produced", "frm", "Smart Meter Energy real produced",
            "energy", "measurement", "Wh", "35623065");
        Still(peer, "sensor.quadro_piazza_energy", "em", "Quadro piazza Energy", "energy", Increasing, "kWh", "unavailable");
        Still(peer, "sensor.biblioteca_energy_import_a", "lib", "Biblioteca Energy import A", "energy", Increasing, "kWh", "811.3");
        Still(peer, "sensor.outdoor_temperature", null, "Temperatura", "temperature", "measurement", "°C", "14.2");
        for (var socket = 1; socket <= 80; socket++)
            Still(peer, $"sensor.presa_{socket}_energy", null, $"Presa {socket} Energy", "energy", Increasing, "kWh", $"{socket}.5");
        return peer;
    }

    private static void Grow(
        HomePeer peer, DateTimeOffset now, string id, string device, string name, decimal last, decimal step, string unit)
    {
        peer.Registries.Entity(id, "modbus", device, name: name);
        // Ten minutes beyond: the clock of the town moves while it is made.
        for (var minute = -26 * 60; minute <= 10; minute++)
        {
            peer.States.SetAt(
                id,
                (last + (step * minute)).ToString(CultureInfo.InvariantCulture),
                About(name, "energy", Increasing, unit),
                now.AddMinutes(minute));
        }
    }

    private static void Still(
        HomePeer peer, string id, string? device, string name, string deviceClass, string stateClass, string unit, string state)
    {
        peer.Registries.Entity(id, "modbus", device, name: name);
        peer.States.Set(id, state, About(name, deviceClass, stateClass, unit));
    }

    private static JsonObject About(string name, string deviceClass, string stateClass, string unit) => new()
    {
        ["friendly_name"] = name,
        ["device_class"] = deviceClass,
        ["state_class"] = stateClass,
        ["unit_of_measurement"] = unit,
    };
}
