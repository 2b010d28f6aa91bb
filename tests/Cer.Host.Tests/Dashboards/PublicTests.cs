using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Database.Tests;
using Cer.Exchange.Faults;
using Cer.Host.Dashboards;
using Cer.Host.Tests.People;
using Cer.Operations.Importing;
using Cer.Operations.People;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Dashboards;

/// <summary>The dashboard for everybody: closed until opened, for one community of at least six members.</summary>
public class PublicTests(BoardHouse house)
{
    private const string Path = "/api/public/dashboards/cer-pubblico";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Setting, members; how it answers. Without the setting a community that is not invented keeps it closed.
    public static TheoryData<bool?, int, int> Cases => new() { { true, 6, 200 }, { true, 5, 404 }, { false, 6, 404 }, { null, 6, 404 } };

    [Theory, MemberData(nameof(Cases))]
    public async Task It_is_shown_only_where_it_was_opened_and_six_members_stand_behind_it(bool? open, int members, int expected)
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var server = await PeopleServer.StartAsync(
            database, settings => settings with { DashboardFolder = house.Folder, PublicBoard = open });
        await FoundAsync(server, members);
        using var anybody = server.Browser();
        var board = await anybody.GetAsync(Path);
        var answer = await anybody.PostAsync($"{Path}/query", BoardHouse.Ask(1));
        Assert.Equal(expected, (int)board.Status);
        Assert.Equal(expected, (int)answer.Status);
        if (expected != 200)
        {
            Assert.Equal("Found no such dashboard, expected one that you may open.", board.Detail);
            return;
        }

        Assert.Empty(board.Json["variables"]!.AsArray());
        Assert.Empty(board.Json["links"]!.AsArray());
        Assert.DoesNotContain("SELECT", board.Text, StringComparison.Ordinal);
        Assert.Equal("[6]", answer.Json["fields"]![1]!["values"]!.ToJsonString());
        // Nothing to choose: what a page sends of it is passed over, and other dashboards have no such address.
        Assert.Equal(HttpStatusCode.OK, (await anybody.PostAsync($"{Path}/query", BoardHouse.Ask(1, "7"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.PostAsync($"{Path}/query", BoardHouse.Ask(2))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/api/public/dashboards/{BoardHouse.Staff}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anybody.PostAsync($"{Path}/query", "{")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anybody.SendAsync("POST", $"{Path}/query", BoardHouse.Ask(1), ours: false)).Status);
        // Only the spans of the list, by name: whose clock counts is the server's.
        Assert.Equal("""{"from":"now-30d","to":"now"}""", board.Json["ranges"]![0]!.ToJsonString());
        foreach (var span in new[]
        {
            """{"from":"now-31d","to":"now"}""", """{"from":"2026-05-01","to":"2026-05-02"}""", "{}",
            """{"from":"now-99999y","to":"now"}""",
        })
        {
            var ask = BoardHouse.Ask(1);
            ask["span"] = JsonNode.Parse(span);
            var refused = await anybody.PostAsync($"{Path}/query", ask);
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
            Assert.StartsWith("Found another span, expected one of the dashboard's", refused.Detail, StringComparison.Ordinal);
        }

        foreach (var span in board.Json["ranges"]!.AsArray())
        {
            var ask = BoardHouse.Ask(1);
            ask["span"] = span!.DeepClone();
            ask["compare"] = "year";
            Assert.Equal(HttpStatusCode.OK, (await anybody.PostAsync($"{Path}/query", ask)).Status);
        }

        Assert.False((bool)board.Json["invented"]!);
        // A member may open it too, now.
        using var member = await server.SignedInAsync(new PersonRole(Role.Auditor, null, null, null));
        Assert.Contains("cer-pubblico", (await member.GetAsync("/api/dashboards")).Text, StringComparison.Ordinal);
        // A second community: which is meant could not be told.
        await FoundAsync(server, 6);
        server.Clock.Move(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(Path)).Status);
    }

    [Fact]
    public async Task Of_an_invented_community_it_says_so_and_tells_nothing_else_of_it()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var server = await PeopleServer.StartAsync(
            database, settings => settings with { DashboardFolder = house.Folder, PublicBoard = true });
        await FoundAsync(server, 6);
        using var anybody = server.Browser();
        var before = (await anybody.GetAsync(Path)).Json.AsObject();
        // A rule file of the demonstration is by what an invented community is known.
        await server.RunAsync(
            "insert into core.rule_set (community_id, version, ordinal, name, content)"
            + " select community_id, version, 1, 'dimostrazione-2026.yaml', 'id: dimostrazione-2026' from core.definition");
        var after = (await anybody.GetAsync(Path)).Json.AsObject();
        Assert.True((bool)after["invented"]!);
        after["invented"] = false;
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task One_address_may_ask_only_so_often()
    {
        await using var server = await PeopleServer.StartAsync(
            house.Database, settings => settings with { DashboardFolder = house.Folder, PublicBoard = true });
        using var anybody = server.Browser();
        for (var i = 0; i < PublicPace.MostInAMinute; i++) Assert.NotEqual(429, (int)(await anybody.GetAsync(Path)).Status);
        var refused = await anybody.GetAsync(Path);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("1", refused.Headers["Retry-After"]);
        server.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.NotEqual(429, (int)(await anybody.GetAsync(Path)).Status);
    }

    private static async Task FoundAsync(PeopleServer server, int members)
    {
        var contract = new StringBuilder("name: Borgo di Prova\nconfiguration: CER\nconstituted_on: 2024-03-01\nmembers:\n");
        for (var i = 1; i <= members; i++)
            contract.Append(CultureInfo.InvariantCulture, $"  - {{id: m{i}, name: Famiglia {i}, category: natural_person}}\n");
        contract.Append("pods:\n");
        for (var i = 1; i <= members; i++)
            contract.Append(CultureInfo.InvariantCulture, $"  - {{pod: IT999E0000002{i}, member: m{i}, from: 2024-03-01}}\n");
        contract.Append("plants: []\n");
        var faults = new FaultList();
        await server.App.Services.GetRequiredService<ImportCommunity>().RunAsync(
            $"c{Guid.NewGuid():N}", Encoding.UTF8.GetBytes(contract.ToString()), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
    }
}
