using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Tests;

/// <summary>The registries: entities, devices, areas, with fewer fields where a version has fewer.</summary>
public class RegistryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entities_devices_and_areas_are_read()
    {
        await using var home = await Home.ReadyAsync();
        home.Peer.Registries.Area("scuola", "Scuola").Device("d1", "Inverter", "scuola", "Fronius", "Symo")
            .Entity("sensor.energy", "modbus", "d1", name: "Energia");
        Assert.Equal(new HomeArea("scuola", "Scuola"), Assert.Single(await home.Client.Registries.AreasAsync(Cancellation)));
        Assert.Equal(
            new HomeRegistryDevice("d1", "Inverter", "Fronius", "Symo", "scuola", null, IsDisabled: false),
            Assert.Single(await home.Client.Registries.DevicesAsync(Cancellation)));
        Assert.Equal(
            new HomeRegistryEntity("sensor.energy", "modbus-sensor.energy", "modbus", "d1", null, "Energia", IsDisabled: false),
            Assert.Single(await home.Client.Registries.EntitiesAsync(Cancellation)));
    }

    [Fact]
    public async Task A_child_device_with_nothing_but_an_id_is_read_and_what_has_none_is_left_out()
    {
        await using var home = await Home.ReadyAsync(new() { Version = "2026.9.0" });
        home.Peer.Registries.Devices.Add(new() { ["id"] = "child", ["config_entry_id"] = "e", ["model"] = 7 });
        home.Peer.Registries.Devices.Add(new() { ["name"] = "nobody" });
        home.Peer.Registries.Entities.Add(new() { ["entity_id"] = "sensor.x", ["disabled_by"] = "user", ["name"] = new JsonArray() });
        Assert.Equal(
            new HomeRegistryDevice("child", null, null, null, null, null, IsDisabled: false),
            Assert.Single(await home.Client.Registries.DevicesAsync(Cancellation)));
        Assert.True(Assert.Single(await home.Client.Registries.EntitiesAsync(Cancellation)).IsDisabled);
    }
}
