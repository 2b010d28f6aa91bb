using System.Reactive.Concurrency;
using System.Text.Json.Nodes;
using Cer.HomeAssistant.Peer;
using Cer.Host.Homes;
using Cer.Messaging.HomeAssistant;
using Cer.NetDaemon;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cer.Apps.Tests.Homes;

/// <summary>What comes back into a house: announced so that it is there whenever Home Assistant and its broker are.</summary>
public class CommunityTests
{
    private const string State = "cer/apps/cer_test/state";
    private const string Status = "cer/apps/cer_test/status";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_announced_then_said_to_be_there_and_then_shown_and_all_of_it_is_kept_by_the_broker()
    {
        await using var town = await TownAsync();
        await town.RunAsync(2, () => town.Topics.Contains(State));

        var announced = town.Said.Where(call => call.Topic.StartsWith("homeassistant/sensor/", StringComparison.Ordinal)).ToArray();
        Assert.Equal(6, announced.Length);
        Assert.Equal([.. announced.Select(call => call.Topic), Status, State], town.Topics);
        Assert.All(town.House.Calls, call => Assert.True(call.Data.GetProperty("retain").GetBoolean()));
        Assert.All(announced, call => Assert.NotNull(Node(call.Payload)["origin"]?["name"]));
        Assert.All(announced, call => Assert.Equal(Status, (string?)Node(call.Payload)["availability_topic"]));
        Assert.All(announced, call => Assert.True((int?)Node(call.Payload)["expire_after"] >= 180));
        Assert.Equal(6, announced.Select(call => (string?)Node(call.Payload)["unique_id"]).Distinct().Count());
        Assert.Equal("online", town.Said.First(call => call.Topic == Status).Payload);
        var state = Node(town.Said.First(call => call.Topic == State).Payload);
        Assert.Equal(3.25m, (decimal?)state["shared_day"]);
        Assert.Equal("Conviene consumare adesso", (string?)state["advice"]);
    }

    [Theory]
    [InlineData("homeassistant_started", null)]
    [InlineData("component_loaded", "mqtt")]
    public async Task When_Home_Assistant_or_its_broker_is_there_again_it_is_announced_anew_within_seconds(string type, string? component)
    {
        await using var town = await TownAsync();
        await town.RunAsync(2, () => town.Topics.Contains(State));
        town.Clear();
        town.House.Fire("component_loaded", new { component = "zha" });
        await town.RunAsync(10, () => true);
        Assert.Empty(town.Topics);
        town.House.Fire(type, new { component });
        await town.RunAsync(10, () => town.Topics.Contains(State));
        Assert.Equal(8, town.Topics.Count);
    }

    [Fact]
    public async Task Entities_that_a_broker_has_forgotten_are_announced_with_the_next_news_and_those_that_show_are_not()
    {
        await using var town = await TownAsync();
        await town.RunAsync(2, () => town.Topics.Contains(State));
        town.House.Show("sensor.cer_test_advice", "In equilibrio", null);
        town.Clear();
        await town.RunAsync(60, () => town.Topics.Contains(State));
        Assert.Equal([State], town.Topics);
        town.Clear();
        town.House.Show("sensor.cer_test_advice", "unavailable", null);
        await town.RunAsync(60, () => town.Topics.Contains(State));
        Assert.Equal((8, Status, State), (town.Topics.Count, town.Topics[6], town.Topics[7]));
    }

    [Fact]
    public async Task Whose_entities_are_nowhere_to_be_seen_is_announced_some_times_and_then_by_the_hour()
    {
        await using var town = await TownAsync();
        await town.RunAsync(2, () => town.Topics.Contains(State));
        for (var minute = 0; minute < 30; minute++)
        {
            var before = town.Topics.Count(topic => topic == State);
            await town.RunAsync(60, () => town.Topics.Count(topic => topic == State) > before);
        }

        Assert.InRange(town.Topics.Count(topic => topic == Status), 2, 7);
    }

    [Fact]
    public async Task An_app_that_ends_says_that_it_is_not_there_any_more()
    {
        await using var town = await TownAsync();
        await town.RunAsync(2, () => town.Topics.Contains(State));
        await town.App.DisposeAsync();
        Assert.Equal((Status, "offline"), town.Said[^1]);
    }

    [Fact]
    public async Task Over_a_real_socket_it_shows_in_Home_Assistant_and_is_unavailable_when_the_program_ends()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        await using var peer = await HomePeer.StartAsync();
        await using var client = new HomeClient(peer.Client, TimeProvider.System);
        client.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var config = platform.Config(folder);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Cer.Apps.CommunityConfig:Node", "cer_test"),
            new("Cer.Apps.PlatformConfig:Url", config.Url),
            new("Cer.Apps.PlatformConfig:Username", config.Username),
            new("Cer.Apps.PlatformConfig:PasswordFile", config.PasswordFile),
        ]).Build();
        var host = new AppHost(
            [typeof(CommunityApp)], settings, new AppsLink(client), TaskPoolScheduler.Default, NullLoggerFactory.Instance);
        var running = host.RunAsync(stop.Token);
        await UntilAsync(() => peer.States.Find("sensor.cer_test_advice")?.State == "Conviene consumare adesso");
        Assert.Empty(peer.Discovery.Refusals);
        peer.Discovery.RestartBroker();
        Assert.Equal("unavailable", peer.States.Find("sensor.cer_test_advice")!.State);
        peer.Events.Fire("component_loaded", new() { ["component"] = "mqtt" });
        await UntilAsync(() => peer.States.Find("sensor.cer_test_advice")?.State == "Conviene consumare adesso");

        await stop.CancelAsync();
        await running;
        Assert.Equal("offline", peer.Mqtt.Retained[Status]);
        Assert.Equal("unavailable", peer.States.Find("sensor.cer_test_advice")!.State);
    }

    private static JsonNode Node(string payload) => JsonNode.Parse(payload)!;

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var left = 1200; !isSo(); left--)
        {
            Assert.True(left > 0, "Found no end of the waiting, expected what the test waits for within 60 seconds.");
            await Task.Delay(50, Cancellation);
        }
    }

    private static async Task<Town> TownAsync()
    {
        var (folder, platform) = (new Folder(), await Platform.StartAsync());
        var house = new House(Times.Clock("2026-06-10T12:00:00Z"));
        var app = new CommunityApp(
            house,
            house.Clock,
            new Fixed<CommunityConfig>(new() { Node = "cer_test" }),
            new Fixed<PlatformConfig>(platform.Config(folder)),
            NullLogger<CommunityApp>.Instance);
        await app.InitializeAsync(Cancellation);
        return new(folder, platform, house, app);
    }

    private sealed record Town(Folder Folder, Platform Platform, House House, CommunityApp App) : IAsyncDisposable
    {
        public IReadOnlyList<(string Topic, string Payload)> Said
        {
            get
            {
                lock (House.Calls)
                {
                    return
                    [
                        .. House.Calls.Select(call => (
                            call.Data.GetProperty("topic").GetString()!, call.Data.GetProperty("payload").GetString()!)),
                    ];
                }
            }
        }

        public IReadOnlyList<string> Topics => [.. Said.Select(call => call.Topic)];

        public void Clear()
        {
            lock (House.Calls) House.Calls.Clear();
        }

        /// <summary>Time goes by, and what it brings is waited for.</summary>
        public async Task RunAsync(int seconds, Func<bool> isSo)
        {
            House.Clock.AdvanceBy(TimeSpan.FromSeconds(seconds));
            await UntilAsync(isSo);
        }

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            House.Dispose();
            await Platform.DisposeAsync();
            Folder.Dispose();
        }
    }
}
