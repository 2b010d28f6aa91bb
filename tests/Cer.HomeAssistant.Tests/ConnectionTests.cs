using Cer.HomeAssistant.Peer;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Tests;

/// <summary>Coming in, going out, and coming back.</summary>
public class ConnectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2025.5.0", false)]
    [InlineData("2023.12.4", false)]
    [InlineData("2025.5.0.dev0", false)]
    [InlineData("2025.5.0", true)]
    public async Task The_client_is_let_in_and_knows_the_version(string version, bool behindSupervisor)
    {
        await using var home = await Home.ReadyAsync(new() { Version = version, BehindSupervisor = behindSupervisor });
        Assert.Equal(version, home.Client.CoreVersion);
        Assert.Equal(HomeState.Ready, home.Client.State);
        Assert.Equal(version, (await home.Client.AskAsync("get_config", null, Cancellation)).GetProperty("version").GetString());
    }

    [Fact]
    public async Task A_refused_token_stops_the_client_which_says_so_and_logs_in_no_more()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        await using var home = await Home.StartAsync(null, options => options with { Token = "another" }, time);
        await Home.UntilAsync(() => home.Client.State == HomeState.Unauthorised);
        Assert.Equal(
            "Home Assistant does not accept the token: it was revoked, or is another's.", home.Client.Last.Reason);
        // It says so before it begins to wait.
        await Home.UntilAsync(() => time.Timers > 0);
        time.Move(TimeSpan.FromMinutes(59));
        var fault = await Assert.ThrowsAsync<HomeFault>(() => home.Client.AskAsync("ping", null, Cancellation));
        Assert.Equal(HomeFault.Unauthorised, fault.Code);
        fault = await Assert.ThrowsAsync<HomeFault>(() => home.Client.Rest.StatesAsync(Cancellation));
        Assert.Equal(HomeFault.Unauthorised, fault.Code);
        Assert.Equal(1, home.Peer.FailedLogins);
        time.Move(TimeSpan.FromMinutes(2));
        await Home.UntilAsync(() => home.Peer.FailedLogins == 2);
    }

    [Fact]
    public async Task A_revoked_token_ends_the_connection_and_one_failed_login_is_all_that_follows()
    {
        await using var home = await Home.ReadyAsync();
        await home.Peer.RevokeAsync("long-lived");
        await Home.UntilAsync(() => home.Client.State == HomeState.Unauthorised);
        Assert.Equal(1, home.Peer.FailedLogins);
        home.Peer.Grant("long-lived");
        home.Client.Retry();
        await home.Client.ReadyAsync(Cancellation);
        Assert.Equal(1, home.Peer.FailedLogins);
        Assert.Empty(await home.Client.Rest.StatesAsync(Cancellation));
    }

    [Fact]
    public async Task Questions_of_many_at_once_have_numbers_that_rise()
    {
        await using var home = await Home.ReadyAsync();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => home.Client.AskAsync("ping", null, Cancellation)));
    }

    [Fact]
    public async Task A_command_that_an_older_core_does_not_know_is_told_by_its_code()
    {
        await using var home = await Home.ReadyAsync(new() { Version = "2023.12.4" });
        var fault = await Assert.ThrowsAsync<HomeFault>(
            () => home.Client.AskAsync("config/label_registry/list", null, Cancellation));
        Assert.Equal(HomeFault.UnknownCommand, fault.Code);
        Assert.False(fault.IsPassing);
        Assert.Equal(HomeState.Ready, home.Client.State);
    }

    [Fact]
    public async Task After_a_restart_numbers_begin_with_one_and_subscriptions_are_made_again_with_word_of_the_gap()
    {
        await using var home = await Home.ReadyAsync();
        await using var heard = home.Client.ListenAsync("subscribe_events", new() { ["event_type"] = "bell" }, Cancellation)
            .GetAsyncEnumerator(Cancellation);
        var first = heard.MoveNextAsync();
        await Home.UntilAsync(() => Rings(home));
        Assert.True(await first);
        Assert.IsType<HomeNews.Event>(heard.Current);
        await home.Peer.RestartAsync();
        Assert.True(await NextOfAsync<HomeNews.Gap>(heard));
        Assert.Equal(0, ((HomeNews.Gap)heard.Current).Dropped);
        home.Peer.Events.Fire("bell", new() { ["after"] = true });
        Assert.True(await NextOfAsync<HomeNews.Event>(heard));
        Assert.True(((HomeNews.Event)heard.Current).Body.GetProperty("data").GetProperty("after").GetBoolean());
        Assert.Equal(2, home.Peer.Logins);
    }

    [Fact]
    public async Task While_core_loads_its_integrations_a_subscription_is_asked_for_again()
    {
        await using var home = await Home.ReadyAsync();
        home.Peer.Mqtt.Publish("cer/a", "1", isRetained: true);
        await using var heard = home.Client.ListenAsync("mqtt/subscribe", new() { ["topic"] = "cer/+" }, Cancellation)
            .GetAsyncEnumerator(Cancellation);
        Assert.True(await NextOfAsync<HomeNews.Event>(heard));
        await home.Peer.StopAsync();
        home.Peer.Start(isLoaded: false);
        await Home.UntilAsync(() => home.Peer.Logins == 2);
        Assert.False((await home.Client.Rest.ConfigAsync(Cancellation)).IsRunning);
        home.Peer.Load();
        Assert.True(await NextOfAsync<HomeNews.Event>(heard));
        Assert.Equal("1", ((HomeNews.Event)heard.Current).Body.GetProperty("payload").GetString());
        Assert.True((await home.Client.Rest.ConfigAsync(Cancellation)).IsRunning);
    }

    [Fact]
    public async Task Behind_the_Supervisor_a_core_that_is_down_is_not_ready_and_its_own_commands_are_refused()
    {
        await using var home = await Home.ReadyAsync(new() { BehindSupervisor = true });
        var fault = await Assert.ThrowsAsync<HomeFault>(() => home.Client.AskAsync("supervisor/api", new(), Cancellation));
        Assert.Equal("unauthorized", fault.Code);
        Assert.Equal(HomeState.Ready, home.Client.State);
        await home.Peer.StopAsync();
        fault = await Assert.ThrowsAsync<HomeFault>(() => home.Client.Rest.StatesAsync(Cancellation));
        Assert.Equal(HomeFault.NotReady, fault.Code);
        await Home.UntilAsync(() => home.Changes.Any(change => change.Reason?.Contains("not ready", StringComparison.Ordinal) == true));
        home.Peer.Start();
        await home.Client.ReadyAsync(Cancellation);
    }

    [Fact]
    public async Task Waits_begin_with_one_to_two_seconds_and_double_to_sixty_to_eighty()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        await using var home = await Home.StartAsync(null, options => options, time);
        await Home.UntilAsync(() => home.Client.State == HomeState.Ready);
        home.Peer.Disconnect();
        var waits = new List<double>();
        while (waits.Count < 9)
        {
            await Home.UntilAsync(() => home.Changes.Count(change => change.State == HomeState.Away) > waits.Count);
            waits.Add(home.Changes.Where(change => change.State == HomeState.Away).ElementAt(waits.Count).Wait.TotalSeconds);
            await Home.UntilAsync(() => time.Timers > 0);
            time.Move(TimeSpan.FromSeconds(waits[^1]));
        }

        Assert.InRange(waits[0], 1, 2);
        for (var place = 1; place < 6; place++) Assert.InRange(waits[place], 1.5 * Math.Pow(2, place), 2 * Math.Pow(2, place));
        Assert.All(waits[6..], wait => Assert.InRange(wait, 60, 80));
    }

    [Fact]
    public async Task Who_says_nothing_for_a_minute_is_asked_and_left_when_it_does_not_answer()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        await using var home = await Home.StartAsync(null, options => options, time);
        await Home.UntilAsync(() => home.Client.State == HomeState.Ready);
        home.Peer.IsMute = true;
        for (var left = 100; home.Client.State == HomeState.Ready && left > 0; left--)
        {
            time.Move(TimeSpan.FromSeconds(10));
            await Task.Delay(20, Cancellation);
        }

        await Home.UntilAsync(() => home.Changes.Any(change => change.Reason?.Contains("'ping'", StringComparison.Ordinal) == true));
    }

    private static bool Rings(Home home)
    {
        home.Peer.Events.Fire("bell", []);
        return home.Peer.Events.Listeners > 0;
    }

    /// <summary>Reads on to the next of the kind.</summary>
    private static async Task<bool> NextOfAsync<T>(IAsyncEnumerator<HomeNews> heard)
        where T : HomeNews
    {
        while (await heard.MoveNextAsync())
            if (heard.Current is T) return true;
        return false;
    }
}
