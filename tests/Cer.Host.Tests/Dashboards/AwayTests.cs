using System.Diagnostics;
using System.Net;
using Cer.Database.Tests;
using Cer.Host.Tests.People;
using Cer.Operations.Dashboards;
using Cer.Operations.People;
using Cer.Storage.Dashboards;
using Npgsql;

namespace Cer.Host.Tests.Dashboards;

/// <summary>A database of the figures that is full, away, or knows the login no longer: told at every door, never a fault of
/// ours.</summary>
public class AwayTests(BoardHouse house)
{
    private const string Board = $"/api/dashboards/{BoardHouse.Staff}";
    private const string Everybody = "/api/public/dashboards/cer-pubblico";

    // What is done to the login of the figures, and the word that pages are told.
    public static TheoryData<string, string, string> Refusals => new()
    {
        // As many as the server lets in are in: 53300.
        { "connection limit 0", "busy", "2" },
        // 28P01 where passwords are asked for, 28000 where they are not.
        { "nologin password 'another'", "login", "60" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public async Task A_server_that_lets_the_login_in_no_more_is_told_at_every_door(string change, string reason, string pause)
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var server = await StartAsync(database, database.RepAddress);
        using var staff = await OperatorAsync(server);
        Assert.Equal(200, (int)(await staff.GetAsync(Board)).Status);
        var login = new NpgsqlConnectionStringBuilder(database.RepAddress).Username;
        await server.RunAsync($"alter role {login} {change}");
        await server.RunAsync($"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{login}'");
        await EveryDoorAsync(server, staff, reason, pause);
        // Afterwards all is as before, without another start.
        await server.RunAsync(
            $"alter role {login} connection limit -1 login password '{new NpgsqlConnectionStringBuilder(database.RepAddress).Password}'");
        server.Clock.Move(TimeSpan.FromMinutes(2));
        Assert.Equal(200, (int)(await staff.GetAsync(Board)).Status);
        Assert.Equal(200, (int)(await staff.PostAsync($"{Board}/query", BoardHouse.Ask(BoardHouse.Hours))).Status);
    }

    [Fact]
    public async Task A_server_that_is_stopped_is_told_at_every_door_and_found_again_when_it_is_back()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var relay = RelayTo(database);
        await using var server = await StartAsync(database, Through(relay, database));
        using var staff = await OperatorAsync(server);
        Assert.Equal(200, (int)(await staff.GetAsync(Board)).Status);
        await relay.CutAsync();
        await EveryDoorAsync(server, staff, "unreachable", "10");
        relay.Mend();
        server.Clock.Move(TimeSpan.FromMinutes(2));
        Assert.Equal(200, (int)(await staff.GetAsync(Board)).Status);
    }

    [Fact]
    public async Task A_server_that_takes_the_call_and_says_nothing_is_waited_for_a_few_seconds_only()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var relay = RelayTo(database);
        await using var server = await StartAsync(database, Through(relay, database), PanelQueries.Patience);
        using var staff = await OperatorAsync(server);
        relay.IsMute = true;
        var began = Stopwatch.GetTimestamp();
        await EveryDoorAsync(server, staff, "unreachable", "10");
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task When_all_sixteen_ways_are_taken_the_seventeenth_is_told_to_come_again()
    {
        await using var database = await BoardHouse.DatabaseAsync();
        await using var server = await StartAsync(database, database.RepAddress, SlowStatements.Long);
        var village = await BoardHouse.VillageAsync(server);
        var works = new PersonRole(Role.Operator, village.Id, village.Code, null);
        List<PageClient> browsers = [];
        for (var i = 0; i < 5; i++) browsers.Add(await server.SignedInAsync(works));
        Assert.Equal(200, (int)(await browsers[4].GetAsync(Board)).Status);
        // Four of each of four people are what the pool holds.
        var slow = browsers.Take(4).SelectMany(one => Enumerable.Range(0, 4).Select(_ => SlowAsync(one))).ToArray();
        await SlowStatements.UntilAsync(server, count => count >= PanelQueries.MostConnections);
        var told = await browsers[4].PostAsync($"{Board}/query", BoardHouse.Ask(BoardHouse.Kinds));
        Assert.True(told.Status == HttpStatusCode.ServiceUnavailable, told.Text);
        Assert.Equal(("busy", "2"), ((string?)told.Json["reason"], told.Headers["Retry-After"]));
        Assert.Equal(AwayWords.Of(AwayReason.Busy), told.Detail);
        await SlowStatements.EndAsync(server);
        Assert.All(await Task.WhenAll(slow), one => Assert.Equal("slow", (string?)one.Json["reason"]));
        Assert.Equal(200, (int)(await browsers[4].PostAsync($"{Board}/query", BoardHouse.Ask(BoardHouse.Kinds))).Status);
        foreach (var browser in browsers) browser.Dispose();
    }

    private static Task<PageClient.Answer> SlowAsync(PageClient browser) =>
        browser.PostAsync($"{Board}/query", BoardHouse.Ask(BoardHouse.Slow));

    /// <summary>Variables, a panel, the marks, and what is open to everybody.</summary>
    private static async Task EveryDoorAsync(PeopleServer server, PageClient staff, string reason, string pause)
    {
        using var anybody = server.Browser();
        // What was found before is told for a moment more; then it is asked for again.
        server.Clock.Move(TimeSpan.FromMinutes(6));
        foreach (var (door, answer) in new[]
        {
            ("variables", await staff.GetAsync(Board)),
            ("panel", await staff.PostAsync($"{Board}/query", BoardHouse.Ask(BoardHouse.Hours))),
            ("marks", await staff.PostAsync($"{Board}/annotations", BoardHouse.Ask(BoardHouse.Hours))),
            ("public", await anybody.GetAsync(Everybody)),
            ("public panel", await anybody.PostAsync($"{Everybody}/query", BoardHouse.Ask(1))),
        })
        {
            Assert.True(answer.Status == HttpStatusCode.ServiceUnavailable, $"{door}: {answer.Status} {answer.Text}");
            Assert.Equal((door, reason, pause), (door, (string?)answer.Json["reason"], answer.Headers["Retry-After"]));
            Assert.Matches("^Found .*, expected .*[.]$", answer.Detail);
        }

        // The list needs no figures.
        Assert.Equal(200, (int)(await staff.GetAsync("/api/dashboards")).Status);
    }

    private static async Task<PageClient> OperatorAsync(PeopleServer server)
    {
        var village = await Village.FoundAsync(server);
        return await server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
    }

    private Task<PeopleServer> StartAsync(TestDatabase database, string rep, TimeSpan? patience = null) => PeopleServer.StartAsync(
        database,
        settings => settings with { DashboardFolder = house.Folder, PublicBoard = true, RepConnection = rep },
        patience: patience);

    private static Relay RelayTo(TestDatabase database)
    {
        var address = new NpgsqlConnectionStringBuilder(database.RepAddress);
        return new(address.Host!, address.Port);
    }

    private static string Through(Relay relay, TestDatabase database) =>
        new NpgsqlConnectionStringBuilder(database.RepAddress) { Host = "127.0.0.1", Port = relay.Port }.ConnectionString;
}
