using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Data;
using Cer.Host.Homes;
using Cer.HomeAssistant.Peer;
using Cer.Messaging.HomeAssistant;
using Cer.Messaging.Mqtt;
using Cer.Messaging.Tests.Mqtt;
using Cer.Operations.Homes;
using HomeEntity = Cer.Operations.Homes.HomeEntity;

namespace Cer.Host.Tests.Homes;

/// <summary>The form of announcements on a real broker, while nobody knows which Home Assistant listens.</summary>
public sealed class HomeFormTests : IAsyncDisposable
{
    private const string Named = "sensor.potenza_del_paese";
    private static readonly HomeTopics Topics = new("prova");
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-home-").FullName;
    private readonly CancellationTokenSource _stop = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("2023.12.4", HomeForm.Component)]
    [InlineData("2025.5.0", HomeForm.Device)]
    public async Task What_the_broker_keeps_stays_until_a_Home_Assistant_that_comes_late_tells_its_version(
        string version, HomeForm form)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var peer = await HomePeer.StartAsync(new() { Version = version });
        await using var house = await House.StartAsync(broker);
        await using var listening = await ListenAsync(broker, peer);
        await SpeakAsync(broker, house, () => HomeForm.Component, 1);
        await House.UntilAsync(() => peer.Mqtt.Retained.GetValueOrDefault(Topics.Status) == "offline"
            && peer.States.Find("sensor.cer_prova_energy")?.State == "unavailable");
        peer.Discovery.Rename("cer_prova_power", Named);
        await peer.StopAsync();

        // The program starts anew, and Home Assistant is not there yet.
        var way = new HomeReach(Written(peer), new Dictionary<string, string?>());
        await using var client = new HomeClient(way.Client! with { FirstWait = TimeSpan.FromMilliseconds(100) }, TimeProvider.System);
        client.Start();
        var before = house.Heard.Count;
        var voice = Voice(broker, () => way.Form(client));
        var speaking = voice.RunAsync(_ => { }, _stop.Token);
        await house.UntilAsync(heard => heard.Skip(before).Any(IsState));
        Assert.DoesNotContain(house.Heard.Skip(before), one => one.Topic == Topics.DeviceConfig("cer_prova"));
        Assert.DoesNotContain(house.Heard, one => one.Topic.EndsWith("/config", StringComparison.Ordinal) && one.Text.Length == 0);

        peer.Reconnect();
        await client.ReadyAsync(Cancellation);
        voice.Hurry();
        var known = house.Heard.Count;
        await house.UntilAsync(heard => form == HomeForm.Device
            ? heard.Any(one => one.Topic == Topics.DeviceConfig("cer_prova") && one.Text.Length > 0)
                && heard.Count(one => one.Topic.EndsWith("/config", StringComparison.Ordinal) && one.Text.Length == 0) == 2
            : heard.Skip(known).Any(IsState));
        // What its owner calls an entity is its name, and it says what it said.
        await House.UntilAsync(() => peer.States.Find(Named)?.State == "1.5");
        Assert.Equal(
            form == HomeForm.Component,
            !house.Heard.Any(one => one.Topic.EndsWith("/config", StringComparison.Ordinal) && one.Text.Length == 0));
        await _stop.CancelAsync();
        await Task.WhenAny(speaking);
        voice.Dispose();
    }

    [Fact]
    public async Task Where_the_broker_keeps_nothing_and_nobody_tells_a_version_the_newest_form_is_taken()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var house = await House.StartAsync(broker);
        var way = new HomeReach(
            new("x", null, null) { Home = new() { Mqtt = new("127.0.0.1", broker.Port, "cer", "cer") } },
            new Dictionary<string, string?>());
        await SpeakAsync(broker, house, () => way.Form(null), 1);
        Assert.Contains(house.Heard, one => one.Topic == Topics.DeviceConfig("cer_prova"));
    }

    private static bool IsState(Said one) => one.Topic == "cer/prova/cer_prova/state";

    /// <summary>A program that runs until its states were heard so often, and ends.</summary>
    private static async Task SpeakAsync(Mosquitto broker, House house, Func<HomeForm?> form, int states)
    {
        using var ending = new CancellationTokenSource();
        using var voice = Voice(broker, form);
        var speaking = voice.RunAsync(_ => { }, ending.Token);
        await house.UntilAsync(heard => heard.Count(IsState) >= states);
        await ending.CancelAsync();
        await speaking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static HomeVoice Voice(Mosquitto broker, Func<HomeForm?> form) => new(
        new()
        {
            Broker = broker.Options(MqttVersion.V311, ""),
            Topics = Topics,
            Version = "1.2.3",
            Form = form,
            Devices = _ => Task.FromResult<IReadOnlyList<HomeDevice>?>([Device()]),
            Command = (_, _) => Task.CompletedTask,
        },
        TimeProvider.System);

    private static HomeDevice Device() =>
        new("cer_prova", "Prova", "Prova", null,
            [.. new[] { "power", "energy" }.Select(key => new HomeEntity(key, key) { Value = JsonValue.Create(1.5m) })])
        {
            DayFrom = "2026-07-15T00:00:00+02:00",
            MonthFrom = "2026-07-01T00:00:00+02:00",
        };

    /// <summary>What the broker tells, the peer hears.</summary>
    private static async Task<MqttClient> ListenAsync(Mosquitto broker, HomePeer peer)
    {
        var client = await MqttClient.ConnectAsync(broker.Options(MqttVersion.V5, "peer"), TimeProvider.System, Cancellation);
        await client.SubscribeAsync("#", MqttQos.AtLeastOnce, Cancellation);
        _ = HearAsync();
        return client;

        async Task HearAsync()
        {
            await foreach (var batch in client.Batches(100, CancellationToken.None))
            {
                foreach (var one in batch)
                {
                    var isKept = !one.Topic.EndsWith("/echo", StringComparison.Ordinal);
                    peer.Mqtt.Publish(one.Topic, Encoding.UTF8.GetString(one.Payload.Span), isKept);
                }

                await client.AckAsync(batch, CancellationToken.None);
            }
        }
    }

    private Settings Written(HomePeer peer)
    {
        var token = Path.Combine(_folder, "token");
        File.WriteAllText(token, peer.Options.Tokens[0] + "\n");
        File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new("x", null, null) { Home = new(peer.Address) { TokenFile = token }, Folder = _folder };
    }
}
