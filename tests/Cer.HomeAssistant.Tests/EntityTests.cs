using System.Text.Json.Nodes;
using Cer.HomeAssistant.Peer;
using Cer.Messaging.HomeAssistant;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.HomeAssistant.Tests;

/// <summary>Watching entities: short keys, differences only, and what a gap does.</summary>
public class EntityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Differences_add_up_to_the_entity_as_it_is()
    {
        await using var home = await Home.ReadyAsync();
        home.Peer.States.Set("sensor.a", "1", new() { ["unit_of_measurement"] = "kWh", ["extra"] = 1 });
        home.Peer.States.Set("sensor.other", "7");
        await using var heard = home.Client.Entities.WatchAsync(["sensor.a", "sensor.b"], Cancellation).GetAsyncEnumerator(Cancellation);
        var first = await ChangedAsync(heard);
        Assert.Null(first.Before);
        Assert.Equal(("sensor.a", "1", "kWh"), (first.Entity.Id, first.Entity.State, first.Entity.Unit));
        Assert.Equal(first.Entity.LastChanged, first.Entity.LastUpdated);

        home.Peer.States.Set("sensor.other", "8");
        home.Peer.States.Set("sensor.a", "2", new() { ["unit_of_measurement"] = "kWh", ["more"] = "x" });
        var second = await ChangedAsync(heard);
        Assert.Equal(("2", "1"), (second.Entity.State, second.Before!.State));
        Assert.Equal("kWh", second.Entity.Unit);
        Assert.Equal("x", second.Entity.Attributes.GetProperty("more").GetString());
        Assert.False(second.Entity.Attributes.TryGetProperty("extra", out _));
        Assert.Equal((await home.Client.Rest.StateAsync("sensor.a", Cancellation))!.LastChanged, second.Entity.LastChanged);

        home.Peer.States.Set("sensor.b", "3");
        Assert.Equal("sensor.b", (await ChangedAsync(heard)).Entity.Id);
        home.Peer.States.Remove("sensor.b");
        Assert.True(await heard.MoveNextAsync());
        Assert.Equal(new HomeEntityNews.Gone("sensor.b"), heard.Current);
    }

    [Fact]
    public async Task After_a_restart_the_gap_is_told_first_then_what_is_different()
    {
        await using var home = await Home.ReadyAsync();
        home.Peer.Remembers = id => id == "sensor.retained";
        home.Peer.States.Set("sensor.live", "1");
        home.Peer.States.Set("sensor.retained", "5");
        home.Peer.States.Set("sensor.gone", "9");
        await using var heard = home.Client.Entities.WatchAsync(null, Cancellation).GetAsyncEnumerator(Cancellation);
        for (var count = 0; count < 3; count++) await ChangedAsync(heard);
        await home.Peer.StopAsync();
        home.Peer.States.Remove("sensor.gone");
        home.Peer.Start();
        List<HomeEntityNews> told = [];
        while (told.Count == 0 || told[^1] is not HomeEntityNews.Changed { Entity.Id: "sensor.live", Entity.State: "unknown" })
        {
            Assert.True(await heard.MoveNextAsync());
            if (heard.Current is not HomeEntityNews.Gone || told.Count > 0) told.Add(heard.Current);
        }

        // What stopped with core may still come before the gap.
        var gap = Assert.Single(told.OfType<HomeEntityNews.Gap>());
        Assert.Equal(0, gap.Dropped);
        Assert.DoesNotContain(told, news => news is HomeEntityNews.Changed { Entity.Id: "sensor.retained" });
    }

    [Fact]
    public async Task Who_does_not_take_what_comes_is_told_how_many_were_dropped_and_ends_with_the_truth()
    {
        await using var home = await Home.ReadyAsync(null, options => Home.Quick(options) with { MostQueued = 10 });
        for (var id = 0; id < 5; id++) home.Peer.States.Set($"sensor.s{id}", "0");
        await using var heard = home.Client.Entities.WatchAsync(null, Cancellation).GetAsyncEnumerator(Cancellation);
        await ChangedAsync(heard);
        for (var round = 1; round <= 100; round++)
            for (var id = 0; id < 5; id++) home.Peer.States.Set($"sensor.s{id}", $"{round}");
        await Home.UntilAsync(() => home.Client.Dropped >= 490);
        var now = new Dictionary<string, string>();
        var dropped = 0L;
        while (now.Count < 5 || now.Values.Any(state => state != "100"))
        {
            Assert.True(await heard.MoveNextAsync());
            if (heard.Current is HomeEntityNews.Gap gap) dropped += gap.Dropped;
            if (heard.Current is HomeEntityNews.Changed changed) now[changed.Entity.Id] = changed.Entity.State;
        }

        Assert.True(dropped >= 490, $"Found {dropped}, expected all that was dropped.");
        Assert.Equal(home.Client.Dropped, dropped);
        Assert.Equal(0, home.Peer.CutOffs);
    }

    [Fact]
    public void Differences_of_any_story_add_up()
    {
        var state = Gen.Elements("1", "2", "unknown");
        var attributes = Gen.Elements("a", "b", "c").Select(name => (name, 1)).ListOf()
            .Select(list => list.DistinctBy(one => one.name).ToDictionary(one => one.name, one => one.Item2));
        var steps = state.Zip(attributes).NonEmptyListOf();
        Prop.ForAll(Arb.From(steps), story =>
        {
            var states = new PeerStates(new ManualTime(DateTimeOffset.UnixEpoch));
            var table = new HomeTableProbe();
            states.Watch(table.Take);
            foreach (var (value, names) in story)
                states.Set("sensor.x", value, new(names.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))));
            var (last, lastNames) = story[^1];
            return table.Last!.State == last
                && lastNames.Keys.Order().SequenceEqual(table.Last.Attributes.EnumerateObject().Select(one => one.Name).Order());
        }).QuickCheckThrowOnFailure();
    }

    private static async Task<HomeEntityNews.Changed> ChangedAsync(IAsyncEnumerator<HomeEntityNews> heard)
    {
        Assert.True(await heard.MoveNextAsync());
        return Assert.IsType<HomeEntityNews.Changed>(heard.Current);
    }
}
