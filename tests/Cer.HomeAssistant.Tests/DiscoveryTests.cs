using System.Text.Json.Nodes;
using Cer.HomeAssistant.Peer;

namespace Cer.HomeAssistant.Tests;

/// <summary>MQTT discovery of the peer, as it was measured: others' tests announce to it.</summary>
public class DiscoveryTests
{
    private const string Topic = "homeassistant/device/cer/config";

    [Fact]
    public async Task A_device_is_announced_becomes_available_and_shows_its_states()
    {
        await using var peer = await HomePeer.StartAsync();
        peer.Mqtt.Publish(Topic, Device().ToJsonString(), isRetained: true);
        Assert.Equal("unavailable", peer.States.Find("sensor.cer_shared")!.State);
        peer.Mqtt.Publish("cer/status", "online", isRetained: true);
        Assert.Equal("unknown", peer.States.Find("sensor.cer_shared")!.State);
        peer.Mqtt.Publish("cer/state", """{"shared": 12.5, "share": 40}""", isRetained: true);
        Assert.Equal("12.5", peer.States.Find("sensor.cer_shared")!.State);
        Assert.Equal("kWh", (string)peer.States.Find("sensor.cer_shared")!.Attributes["unit_of_measurement"]!);
        Assert.Equal("40", peer.States.Find("sensor.cer_share")!.State);
        peer.Mqtt.Publish("cer/status", "offline", isRetained: true);
        Assert.Equal("unavailable", peer.States.Find("sensor.cer_share")!.State);
    }

    [Fact]
    public async Task An_older_core_ignores_devices_and_takes_components()
    {
        await using var peer = await HomePeer.StartAsync(new() { Version = "2023.12.4" });
        peer.Mqtt.Publish(Topic, Device().ToJsonString(), isRetained: true);
        Assert.Empty(peer.States.All);
        Assert.Empty(peer.Discovery.Refusals);
        var component = (JsonObject)Device()["components"]!["shared"]!.DeepClone();
        component["state_topic"] = "cer/state";
        peer.Mqtt.Publish("homeassistant/sensor/cer/shared/config", component.ToJsonString(), isRetained: true);
        Assert.Equal("unknown", peer.States.Find("sensor.cer_shared")!.State);
    }

    [Theory]
    [InlineData("origin")]
    [InlineData("device")]
    [InlineData("components")]
    public async Task An_announcement_without_what_it_must_have_is_not_taken(string key)
    {
        await using var peer = await HomePeer.StartAsync();
        var device = Device();
        device.Remove(key);
        peer.Mqtt.Publish(Topic, device.ToJsonString(), isRetained: true);
        Assert.Empty(peer.States.All);
        Assert.Single(peer.Discovery.Refusals);
    }

    [Fact]
    public async Task A_component_goes_when_only_its_platform_is_left_and_the_device_with_an_empty_message()
    {
        await using var peer = await HomePeer.StartAsync();
        var device = Device();
        peer.Mqtt.Publish(Topic, device.ToJsonString(), isRetained: true);
        device["components"]!["share"] = new JsonObject { ["platform"] = "sensor" };
        peer.Mqtt.Publish(Topic, device.ToJsonString(), isRetained: true);
        Assert.Equal(["sensor.cer_shared"], peer.States.All.Select(one => one.Id));
        peer.Mqtt.Publish(Topic, "", isRetained: true);
        Assert.Empty(peer.States.All);
    }

    [Theory]
    [InlineData("2025.5.0", "sensor.cer_shared")]
    [InlineData("2026.3.0", "sensor.full_name")]
    [InlineData("2026.4.0", "sensor.full_name")]
    public async Task Both_words_for_the_first_id_are_harmless_and_a_rename_stays(string version, string expected)
    {
        await using var peer = await HomePeer.StartAsync(new() { Version = version });
        var device = Device();
        device["components"]!["shared"]!["default_entity_id"] = "sensor.full_name";
        peer.Mqtt.Publish(Topic, device.ToJsonString(), isRetained: true);
        Assert.NotNull(peer.States.Find(expected));
        peer.Discovery.Rename("cer_shared", "sensor.mine");
        peer.Mqtt.Publish(Topic, device.ToJsonString(), isRetained: true);
        Assert.NotNull(peer.States.Find("sensor.mine"));
        Assert.Null(peer.States.Find(expected));
    }

    [Fact]
    public async Task After_a_restart_retained_states_come_back_the_others_are_unknown_and_core_says_that_it_is_there()
    {
        await using var peer = await HomePeer.StartAsync();
        var device = Device();
        device["components"]!["share"]!["state_topic"] = "cer/live";
        peer.Mqtt.Publish(Topic, device.ToJsonString(), isRetained: true);
        peer.Mqtt.Publish("cer/status", "online", isRetained: true);
        peer.Mqtt.Publish("cer/state", """{"shared": 12.5}""", isRetained: true);
        peer.Mqtt.Publish("cer/live", """{"share": 40}""");
        var births = 0;
        peer.Mqtt.Heard += (topic, payload) => births += topic == "homeassistant/status" && payload == "online" ? 1 : 0;
        await peer.RestartAsync();
        Assert.Equal("12.5", peer.States.Find("sensor.cer_shared")!.State);
        Assert.Equal("unknown", peer.States.Find("sensor.cer_share")!.State);
        Assert.Equal(1, births);
        Assert.False(peer.Mqtt.Retained.ContainsKey("homeassistant/status"));
    }

    [Fact]
    public async Task After_a_broker_that_kept_nothing_entities_are_unavailable_until_they_are_announced_again()
    {
        await using var peer = await HomePeer.StartAsync();
        peer.Mqtt.Publish(Topic, Device().ToJsonString(), isRetained: true);
        peer.Mqtt.Publish("cer/status", "online", isRetained: true);
        peer.Discovery.RestartBroker();
        Assert.Equal("unavailable", peer.States.Find("sensor.cer_shared")!.State);
        Assert.True((bool)peer.States.Find("sensor.cer_shared")!.Attributes["restored"]!);
        peer.Mqtt.Publish("cer/state", """{"shared": 1}""", isRetained: true);
        Assert.Equal("unavailable", peer.States.Find("sensor.cer_shared")!.State);
        peer.Mqtt.Publish(Topic, Device().ToJsonString(), isRetained: true);
        peer.Mqtt.Publish("cer/status", "online", isRetained: true);
        Assert.Equal("1", peer.States.Find("sensor.cer_shared")!.State);
    }

    [Fact]
    public async Task Money_that_only_rises_is_warned_of()
    {
        await using var peer = await HomePeer.StartAsync();
        var device = Device();
        device["components"]!["share"]!["device_class"] = "monetary";
        device["components"]!["share"]!["state_class"] = "total_increasing";
        peer.Mqtt.Publish(Topic, device.ToJsonString(), isRetained: true);
        Assert.Contains("monetary", Assert.Single(peer.Discovery.Refusals), StringComparison.Ordinal);
        Assert.NotNull(peer.States.Find("sensor.cer_share"));
    }

    private static JsonObject Device() => (JsonObject)JsonNode.Parse("""
        {
          "device": {"identifiers": ["cer"], "name": "CER"},
          "origin": {"name": "CerAutomation"},
          "availability_topic": "cer/status",
          "state_topic": "cer/state",
          "components": {
            "shared": {
              "platform": "sensor", "unique_id": "cer_shared", "name": "Shared", "object_id": "cer_shared", "device_class": "energy",
              "state_class": "total", "unit_of_measurement": "kWh", "value_template": "{{ value_json.shared }}"
            },
            "share": {"platform": "sensor", "unique_id": "cer_share", "name": "Share", "value_template": "{{ value_json.share }}"}
          }
        }
        """)!;
}
