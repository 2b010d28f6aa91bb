using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Tests.People;
using Cer.Operations.Dashboards;
using Cer.Operations.People;
using Cer.Storage.Dashboards;

namespace Cer.Host.Tests.Dashboards;

/// <summary>Nothing that a page asks for takes too long, is too large, or breaks the server.</summary>
public class GuardTests(BoardHouse house)
{
    private const string Path = $"/api/dashboards/{BoardHouse.Staff}/query";

    private PeopleServer Server => house.Server;

    [Fact]
    public async Task A_query_that_takes_too_long_is_ended_and_told()
    {
        await using var server = await PeopleServer.StartAsync(house.Database, Settings, patience: PanelQueries.Patience);
        using var browser = await OperatorAsync(server);
        var answer = await browser.PostAsync(Path, BoardHouse.Ask(BoardHouse.Slow));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Contains("took too long", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_the_database_refuses_is_told_by_its_code_alone()
    {
        using var browser = await OperatorAsync();
        var answer = await browser.PostAsync(Path, BoardHouse.Ask(BoardHouse.Broken));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.StartsWith("Found a query that the database refuses (22012), expected", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_goes_away_ends_its_query_in_the_database()
    {
        await using var database = await BoardHouse.DatabaseAsync();
        await using var server = await PeopleServer.StartAsync(database, Settings, patience: SlowStatements.Long);
        using var browser = await OperatorAsync(server);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new StringContent(BoardHouse.Ask(BoardHouse.Slow).ToJsonString()),
        };
        request.Headers.Add("X-Cer-Request", "1");
        request.Headers.Add("Cookie", $"{PageClient.CookieName}={browser.Token}");
        var asked = client.SendAsync(request, leaving.Token);
        await SlowStatements.UntilAsync(server, count => count > 0);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await SlowStatements.UntilAsync(server, count => count == 0);
    }

    [Fact]
    public async Task Of_too_many_rows_or_too_large_ones_the_first_are_told_with_a_mark()
    {
        using var browser = await OperatorAsync();
        var rows = (await browser.PostAsync(Path, BoardHouse.Ask(BoardHouse.Rows))).Json;
        Assert.True((bool)rows["truncated"]!);
        Assert.Equal(PanelTable.MostRows, rows["fields"]![0]!["values"]!.AsArray().Count);
        Assert.Equal(PanelTable.MostRows, (int)rows["fields"]![0]!["values"]!.AsArray()[^1]!);
        var large = await browser.PostAsync(Path, BoardHouse.Ask(BoardHouse.Bytes));
        Assert.True((bool)large.Json["truncated"]!);
        Assert.InRange(large.Text.Length, PanelTable.MostBytes * 9 / 10, PanelTable.MostBytes * 11 / 10);
        var few = (await browser.PostAsync(Path, BoardHouse.Ask(BoardHouse.Hours))).Json;
        Assert.False((bool)few["truncated"]!);
    }

    [Fact]
    public async Task Values_come_as_times_numbers_texts_and_truths_and_what_is_not_known_as_null()
    {
        using var browser = await OperatorAsync();
        var answer = (await browser.PostAsync(Path, BoardHouse.Ask(BoardHouse.Kinds))).Json;
        Assert.Equal("table", (string?)answer["format"]);
        // 29 March 2026, one o'clock UTC, and midnight of that day.
        Assert.Equal(
            [
                "moment time [1774746000000]", "day time [1774742400000]", "amount number [1.5]", "nothing number [null]",
                "endless number [null]", "never time [null]", "whole number [7]", "unknown number [null]", "yes boolean [true]",
                // The code of a point, were it ever selected, would not leave.
                "words string [\"punto \\u20260011\"]", "span string [\"01:00:00\"]", "silence string [null]",
            ],
            answer["fields"]!.AsArray().Skip(1).Select(field =>
                $"{field!["name"]} {field["type"]} {field["values"]!.ToJsonString()}"));
    }

    [Fact]
    public async Task An_answer_is_told_again_for_a_moment_and_then_found_anew()
    {
        await using var server = await PeopleServer.StartAsync(house.Database, Settings);
        using var browser = await OperatorAsync(server);
        await server.RunAsync("update core.trial_count set n = 1");
        var first = (await browser.PostAsync(Path, BoardHouse.Ask(BoardHouse.Counter))).Json;
        await server.RunAsync("update core.trial_count set n = 2");
        server.Clock.Move(RunStatements.Fresh - TimeSpan.FromSeconds(1));
        var again = (await browser.PostAsync(Path, BoardHouse.Ask(BoardHouse.Counter))).Json;
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(1, (int)again["fields"]![0]!["values"]![0]!);
        server.Clock.Move(TimeSpan.FromSeconds(2));
        var anew = (await browser.PostAsync(Path, BoardHouse.Ask(BoardHouse.Counter))).Json;
        Assert.Equal(2, (int)anew["fields"]![0]!["values"]![0]!);
        Assert.NotEqual((string?)first["at"], (string?)anew["at"]);
    }

    [Fact]
    public async Task A_person_has_four_queries_at_once_and_takes_nothing_from_others()
    {
        await using var database = await BoardHouse.DatabaseAsync();
        await using var server = await PeopleServer.StartAsync(database, Settings, patience: SlowStatements.Long);
        var village = await BoardHouse.VillageAsync(server);
        using var browser = await server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        using var other = await server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        // Each another community, so that none is told what another was: all of them are the house's.
        List<Task<PageClient.Answer>> slow = [];
        using var everywhere = await server.SignedInAsync(new PersonRole(Role.Operator, null, null, null));
        for (var i = 0; i < 4; i++) slow.Add(AskAsync());
        await SlowStatements.UntilAsync(server, count => count == 4);
        var refused = await Task.WhenAll(AskAsync(), AskAsync());
        Assert.All(refused, answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status));
        Assert.All(refused, answer => Assert.Equal("1", answer.Headers["Retry-After"]));
        Assert.Equal(HttpStatusCode.OK, (await other.PostAsync(Path, BoardHouse.Ask(BoardHouse.Hours))).Status);
        await SlowStatements.EndAsync(server);
        Assert.All(await Task.WhenAll(slow), answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status));
        // Afterwards there is room again.
        Assert.Equal(HttpStatusCode.OK, (await everywhere.PostAsync(Path, BoardHouse.Ask(BoardHouse.Hours, $"{village.Id.Value}"))).Status);

        Task<PageClient.Answer> AskAsync() => everywhere.PostAsync(Path, BoardHouse.Ask(BoardHouse.Slow, $"{village.Id.Value}"));
    }

    [Fact]
    public async Task No_body_however_hostile_gets_anything_but_a_sentence()
    {
        using var browser = await OperatorAsync();
        foreach (var path in new[]
            { Path, $"/api/dashboards/{BoardHouse.Staff}/annotations",
                "/api/dashboards/a%00b/query", "/api/dashboards/%F0%9F%98%80/query" })
        {
            foreach (var body in Bodies())
            {
                var answer = await browser.SendAsync("POST", path, body);
                Assert.True((int)answer.Status is >= 400 and < 500, $"{path} {body[..Math.Min(body.Length, 80)]}: {answer.Status}");
                // Of a NUL in the address the server's own door speaks.
                if (!path.Contains("%00", StringComparison.Ordinal)) Assert.Matches("^Found .*, expected .*[.]$", answer.Detail);
            }
        }

        foreach (var query in new[]
            { "var-community=%00", "var-x=1", "var-=1", "member=x", "community=%00",
                "var-community=1&var-community=2", "var-one=%ED%A0%80" })
        {
            var answer = await browser.GetAsync($"/api/dashboards/{BoardHouse.Staff}?{query}");
            Assert.True((int)answer.Status is >= 400 and < 500, $"{query}: {answer.Status}");
        }
    }

    [Fact]
    public async Task A_panel_or_query_that_is_not_there_is_told()
    {
        using var browser = await OperatorAsync();
        foreach (var (panel, letter) in new[] { (99, "A"), (1, "B"), (1, ""), (0, "A"), (-1, "A") })
        {
            var ask = BoardHouse.Ask(panel);
            ask["refId"] = letter;
            Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync(Path, ask)).Status);
        }
    }

    private static IEnumerable<string> Bodies()
    {
        string[] plain =
            ["", "{", "null", "[]", "3", "\"x\"", "{}", new('[', 9000), new('x', 20_000), "{\"panelId\":1e99}", "\0", "\u0000{}"];
        foreach (var body in plain) yield return body;
        (string Name, JsonNode? Value)[] changes =
        [
            ("panelId", "x"), ("panelId", 1.5), ("panelId", 99999999999), ("panelId", new JsonArray()),
                ("from", null), ("from", "now"), ("from", 5),
            ("from", "9999-12-31T23:59:59Z"), ("from", "0001-01-01T00:00:00Z"), ("from", "2026-13-01T00:00:00Z"),
                ("from", "2026-06-30T00:00:00Z"),
            ("to", "2032-01-01T00:00:00Z"), ("to", ""), ("to", new string('9', 4000)), ("variables", "x"), ("variables", new JsonArray()),
            ("variables", new JsonObject { ["community"] = null }), ("variables", new JsonObject { ["community"] = "1" }),
            ("variables", new JsonObject { ["community"] = new JsonArray((JsonNode?)null) }),
            ("variables", new JsonObject { ["community"] = new JsonArray(new JsonArray("1")) }),
            ("variables", new JsonObject { ["community"] = new JsonArray("\0") }),
                ("variables", new JsonObject { [""] = new JsonArray("1") }),
            ("variables", new JsonObject { [new string('a', 3000)] = new JsonArray("1") }), ("maxPoints", "many"),
                ("member", "x"), ("community", 5),
            ("community", "\0"), ("refId", new JsonObject()),
        ];
        foreach (var (name, value) in changes)
        {
            var ask = BoardHouse.Ask(BoardHouse.Hours);
            ask[name] = value?.DeepClone();
            yield return ask.ToJsonString();
        }

        yield return BoardHouse.Ask(1).ToJsonString().Replace("\"A\"", "\"\\ud800\"", StringComparison.Ordinal);
    }

    private Task<PageClient> OperatorAsync() => OperatorAsync(Server);

    private static async Task<PageClient> OperatorAsync(PeopleServer server)
    {
        var village = await BoardHouse.VillageAsync(server);
        return await server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
    }

    private Data.Settings Settings(Data.Settings usual) => usual with { DashboardFolder = house.Folder };
}
