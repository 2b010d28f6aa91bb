using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Cer.Host.Homes;
using Cer.Messaging.Mqtt;
using Cer.Messaging.Tests.Mqtt;
using Cer.Operations.Homes;

namespace Cer.Host.Tests.Homes;

/// <summary>What a Home Assistant hears from a real Mosquitto.</summary>
public sealed class HomeVoiceTests : IAsyncLifetime
{
    private static readonly HomeTopics Topics = new("prova");
    private readonly ConcurrentQueue<string> _commands = [];
    private readonly CancellationTokenSource _stop = new();
    private Mosquitto? _broker;
    private Task _speaking = Task.CompletedTask;
    private volatile IReadOnlyList<HomeDevice>? _devices = [Device("cer_prova", "power", "energy"), Device("cer_prova_plant_3", "power")];
    private volatile bool _isOld;

    public async ValueTask InitializeAsync() => _broker = await Mosquitto.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await _broker!.DisposeAsync();
    }

    [Fact]
    public async Task Announcements_come_first_then_that_we_are_there_then_the_states_all_kept_by_the_broker()
    {
        await using var house = await House.StartAsync(_broker!);
        Speak();
        await house.UntilAsync(heard => heard.Count >= 5);
        Assert.Equal(
            [
                "homeassistant/device/cer_prova/config", "homeassistant/device/cer_prova_plant_3/config", "cer/prova/status",
                "cer/prova/cer_prova/state", "cer/prova/cer_prova_plant_3/state",
            ],
            house.Heard.Take(5).Select(one => one.Topic));
        Assert.Equal("online", house.Heard[2].Text);
        // Who comes later finds all of it.
        await using var later = await House.StartAsync(_broker!);
        await later.UntilAsync(heard => heard.Count >= 5);
        Assert.All(later.Heard, one => Assert.True(one.Retain && one.Qos == MqttQos.AtLeastOnce));
    }

    [Fact]
    public async Task After_the_birth_of_Home_Assistant_all_is_said_again()
    {
        await using var house = await House.StartAsync(_broker!);
        Speak();
        await house.UntilAsync(heard => heard.Count >= 5);
        await house.SayAsync("homeassistant/status", "offline");
        await house.SayAsync("homeassistant/status", "online");
        await house.UntilAsync(heard => heard.Count >= 10);
        Assert.Equal(house.Heard.Take(5), house.Heard.Skip(5).Take(5));
    }

    [Fact]
    public async Task A_broker_that_lost_everything_is_told_everything_again()
    {
        Speak();
        await using (var house = await House.StartAsync(_broker!)) await house.UntilAsync(heard => heard.Count >= 5);
        // Killed at once it writes nothing down.
        await _broker!.SignalAsync("KILL");
        await _broker.StartAgainAsync();
        await using var again = await House.StartAsync(_broker);
        await again.UntilAsync(heard => heard.Select(one => one.Topic).Distinct().Count() == 5
            && heard.Any(one => one is { Topic: "cer/prova/status", Text: "online" }));
    }

    [Fact]
    public async Task Whoever_dies_is_told_off_by_the_broker_and_whoever_leaves_says_it_himself()
    {
        await using var house = await House.StartAsync(_broker!);
        Speak();
        await house.UntilAsync(heard => heard.Any(one => one is { Topic: "cer/prova/status", Text: "online" }));
        await StopAsync();
        await house.UntilAsync(heard => heard.Any(one => one is { Topic: "cer/prova/status", Text: "offline" }));

        // One of the same name throws another out: to the broker that is a connection that broke.
        var options = HomeVoice.With(_broker!.Options(MqttVersion.V5, ""), Topics);
        await using var first = await MqttClient.ConnectAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);
        await first.PublishAsync(Topics.Status, "online"u8.ToArray(), MqttQos.AtLeastOnce, true, TestContext.Current.CancellationToken);
        var count = house.Heard.Count(one => one.Text == "offline");
        await using var second = await MqttClient.ConnectAsync(
            options with { Will = null }, TimeProvider.System, TestContext.Current.CancellationToken);
        await house.UntilAsync(heard => heard.Count(one => one.Text == "offline") > count);
    }

    [Fact]
    public async Task What_is_gone_is_taken_back_also_by_a_program_that_starts_anew()
    {
        Speak();
        await using var house = await House.StartAsync(_broker!);
        await house.UntilAsync(heard => heard.Count >= 5);
        await StopAsync();
        _devices = [Device("cer_prova", "energy")];
        var before = house.Heard.Count;
        Speak(_stopAgain.Token);
        await house.UntilAsync(heard => heard.Count >= before + 5);
        var heard = house.Heard.Skip(before).Where(one => one.Topic.EndsWith("/config", StringComparison.Ordinal)).ToArray();
        Assert.Equal(
            [
                ("homeassistant/device/cer_prova/config", true),
                ("homeassistant/device/cer_prova/config", true),
                ("homeassistant/device/cer_prova_plant_3/config", false),
            ],
            heard.Select(one => (one.Topic, one.Text.Length > 0)));
        Assert.Contains("\"power\":{\"platform\":\"sensor\"}", heard[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"power\":", heard[1].Text, StringComparison.Ordinal);
        await _stopAgain.CancelAsync();
        await _speaking;
        _stopAgain.Dispose();
    }

    [Fact]
    public async Task An_older_Home_Assistant_is_told_of_each_entity_by_itself()
    {
        _isOld = true;
        Speak();
        await using var house = await House.StartAsync(_broker!);
        await house.UntilAsync(heard => heard.Count(
            one => one.Topic.StartsWith("homeassistant/sensor/cer_prova/", StringComparison.Ordinal)) == 3);
    }

    [Fact]
    public async Task A_button_is_heard_once_and_what_the_broker_kept_of_one_is_not()
    {
        await using var house = await House.StartAsync(_broker!);
        await house.SayAsync("cer/prova/cer_prova/propose_closing/set", "PRESS", retain: true);
        Speak();
        await house.UntilAsync(heard => heard.Any(one => one.Topic == "cer/prova/cer_prova/state"));
        await house.SayAsync("cer/prova/cer_prova/propose_closing/set", "PRESS");
        await House.UntilAsync(() => !_commands.IsEmpty);
        Assert.Equal(["cer/prova/cer_prova/propose_closing/set"], _commands);
    }

    [Fact]
    public async Task While_nothing_can_be_known_nothing_is_announced_and_later_all_is()
    {
        var devices = _devices;
        _devices = null;
        await using var house = await House.StartAsync(_broker!);
        Speak();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Empty(house.Heard);
        _devices = devices;
        _voice!.Hurry();
        await house.UntilAsync(heard => heard.Count >= 5);
    }

    private readonly CancellationTokenSource _stopAgain = new();
    private HomeVoice? _voice;

    private void Speak(CancellationToken? cancellation = null)
    {
        _voice = new(
            new()
            {
                Broker = _broker!.Options(MqttVersion.V311, ""),
                Topics = Topics,
                Version = "1.2.3",
                Form = () => _isOld ? HomeForm.Component : HomeForm.Device,
                Devices = _ => Task.FromResult(_devices),
                Command = (topic, _) =>
                {
                    _commands.Enqueue(topic);
                    return Task.CompletedTask;
                },
                BirthDelay = TimeSpan.FromMilliseconds(100),
            },
            TimeProvider.System);
        _speaking = RunAsync(_voice, cancellation ?? _stop.Token);
    }

    private static async Task RunAsync(HomeVoice voice, CancellationToken cancellation)
    {
        using (voice) await voice.RunAsync(_ => { }, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _speaking;
    }

    private static HomeDevice Device(string id, params string[] keys) =>
        new(id, id, "Prova", null, [.. keys.Select(key => new HomeEntity(key, key) { Value = JsonValue.Create(1.5m) })])
        {
            DayFrom = "2026-07-15T00:00:00+02:00",
            MonthFrom = "2026-07-01T00:00:00+02:00",
        };
}
