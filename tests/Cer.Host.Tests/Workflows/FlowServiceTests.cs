using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Cer.Database.Tests;
using Cer.Host.Data;
using Cer.Host.Serve;
using Cer.Host.Workflows;
using Cer.Storage;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Host.Tests.Workflows;

/// <summary>The server runs workflows, stops in the middle of one without losing it, and outlives its database.</summary>
public class FlowServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_stops_lets_go_of_what_runs_and_the_next_one_goes_on()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var tenant = await CommunityAsync(database);
        using var slow = new TcpListener(IPAddress.Loopback, 0);
        slow.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)slow.LocalEndpoint).Port}/";
        var first = ServeCommand.Build(SettingsOf(database), TimeProvider.System);
        await first.StartAsync(Cancellation);
        var desk = first.Services.GetRequiredService<DefinitionDesk>();
        var text = Definition(Sequence(
            "all", Line("before"), Activity("ask", "SendHttpRequest", ("url", Literal(url))), Line("after")));
        await desk.SaveAsync(tenant, DefinitionText.Read(text), null, "test", Cancellation);
        await desk.PublishAsync(tenant, "main", null, Cancellation);
        var id = await first.Services.GetRequiredService<InstanceDesk>().StartAsync(tenant, "main", [], null, null, Cancellation);
        using var asked = await slow.AcceptTcpClientAsync(Cancellation);

        await first.StopAsync(Cancellation);
        await first.DisposeAsync();
        Assert.Equal(1L, await AskAsync<long>(database, "select count(*) from wf.instance where lease_owner is null and is_runnable"));

        await using var second = ServeCommand.Build(SettingsOf(database), TimeProvider.System);
        await second.StartAsync(Cancellation);
        using var again = await slow.AcceptTcpClientAsync(Cancellation);
        await again.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), Cancellation);
        var reader = second.Services.GetRequiredService<IInstanceReader>();
        await Mqtt.Eventually.EqualAsync("Finished", async () => (await reader.FindAsync(tenant, id, Cancellation))!.SubStatus, 2);
        var journal = await reader.JournalAsync(tenant, id, 0, 100, Cancellation);
        Assert.Equal(["before", "after"], journal.Where(row => row.Entry.Event == "Line").Select(row => row.Entry.Message));
        await second.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_server_whose_database_is_away_stays_up_and_stops_when_it_is_told()
    {
        await using var app = ServeCommand.Build(
            new("Host=127.0.0.1;Port=1;Username=cer_app;Timeout=2", null, "http://127.0.0.1:0") { DemoLive = false }, TimeProvider.System);
        await app.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/api/health", Cancellation)).StatusCode);
        var watch = Stopwatch.StartNew();
        await app.StopAsync(Cancellation);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task The_clock_of_workflows_is_the_databases_while_the_server_goes_by_the_machine()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var app = ServeCommand.Build(SettingsOf(database), TimeProvider.System);
        var clock = app.Services.GetRequiredService<FlowClock>();
        Assert.True(clock.FollowsMachine);
        Assert.False(new FlowClock(new StandingClock(DateTimeOffset.UnixEpoch)).FollowsMachine);
        Assert.Equal(DateTimeOffset.UnixEpoch, new FlowClock(new StandingClock(DateTimeOffset.UnixEpoch)).GetUtcNow());
        await app.StartAsync(Cancellation);
        var there = new DateTimeOffset(await AskAsync<DateTime>(database, "select clock_timestamp()"), TimeSpan.Zero);
        Assert.InRange(clock.GetUtcNow() - there, TimeSpan.FromSeconds(-5), TimeSpan.FromMinutes(1));
        await app.StopAsync(Cancellation);
    }

    [Fact]
    public void The_catalogue_holds_every_family_of_blocks_even_without_an_installation()
    {
        var types = FlowCatalog.WithoutInstallation(catalog => catalog.Descriptors.Select(one => one.Type).ToList());
        Assert.Contains("Elsa.Flowchart", types);
        Assert.Equal(types.Count, types.Distinct().Count());
    }

    private static Settings SettingsOf(TestDatabase database) =>
        new(database.AppAddress, null, "http://127.0.0.1:0") { DemoLive = false, MemberConnection = database.MemberAddress };

    private static async Task<int> CommunityAsync(TestDatabase database) =>
        (await new CommunityStore(database.App).SaveAsync("prova", new(TestServer.Sample(), []), "test", Cancellation)).Community.Value;

    private static async Task<T> AskAsync<T>(TestDatabase database, string sql)
    {
        await using var command = database.Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
