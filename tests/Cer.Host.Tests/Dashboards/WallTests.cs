using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Tests.People;
using Cer.Operations.People;

namespace Cer.Host.Tests.Dashboards;

/// <summary>Who sees what on dashboards: each role each dashboard, a member nothing of another, whatever a page sends.</summary>
public class WallTests(BoardHouse house)
{
    private static readonly string[] Hostile =
    [
        "0", "-1", "99999999999", "x", "", " ", "1 OR 1=1", "1; DROP TABLE core.person", "'", "$__all", "${community:sqlstring}", "\\", "é",
    ];

    private PeopleServer Server => house.Server;

    // Who; how the staff's, the member's and the public dashboard answer: GET and POST alike.
    public static TheoryData<string, int, int, int> Roles => new()
    {
        { "nobody", 401, 401, 401 },
        { "administrator", 200, 404, 200 },
        { "operator", 200, 404, 200 },
        { "approver", 200, 404, 200 },
        { "auditor", 200, 404, 200 },
        { "accountant", 200, 404, 200 },
        { "member", 404, 200, 404 },
        { "operator and member", 200, 200, 200 },
        { "without a role", 404, 404, 404 },
    };

    [Theory, MemberData(nameof(Roles))]
    public async Task Each_role_opens_its_dashboards_and_is_told_of_no_others(string who, int staff, int own, int everybody)
    {
        var village = await BoardHouse.VillageAsync(Server);
        PersonRole[] roles = who switch
        {
            "nobody" or "without a role" => [],
            "member" => [village.AnnaOnly],
            "operator and member" => [new(Role.Operator, village.Id, village.Code, null), village.AnnaOnly],
            _ => [new(RoleWords.Of(who)!.Value, village.Id, village.Code, null)],
        };
        using var browser = who == "nobody" ? Server.Browser() : await Server.SignedInAsync(roles);
        var opened = new List<string>();
        foreach (var (uid, expected) in new[]
            { (BoardHouse.Staff, staff), (BoardHouse.Own, own), ("cer-pubblico", everybody), ("cer-nessuno", 404) })
        {
            var answer = who == "nobody" && expected == 404 ? 401 : expected;
            Assert.Equal(answer, (int)(await browser.GetAsync($"/api/dashboards/{uid}")).Status);
            Assert.Equal(answer, (int)(await browser.PostAsync($"/api/dashboards/{uid}/query", BoardHouse.Ask(1))).Status);
            Assert.Equal(answer, (int)(await browser.PostAsync($"/api/dashboards/{uid}/annotations", BoardHouse.Ask(1))).Status);
            if (answer == 200) opened.Add(uid);
        }

        var list = await browser.GetAsync("/api/dashboards");
        if (who == "nobody") Assert.Equal(HttpStatusCode.Unauthorized, list.Status);
        else Assert.Equal(opened.Order(StringComparer.Ordinal), list.Json.AsArray().Select(row => (string)row!["uid"]!));
    }

    [Fact]
    public async Task Staff_of_a_community_choose_it_and_no_other()
    {
        var (own, other) = (await BoardHouse.VillageAsync(Server), await BoardHouse.VillageAsync(Server));
        // In the other community a member, which opens nothing of the staff there.
        using var browser = await Server.SignedInAsync(new PersonRole(Role.Operator, own.Id, own.Code, null), other.AnnaOnly);
        var board = (await browser.GetAsync($"/api/dashboards/{BoardHouse.Staff}")).Json;
        Assert.Equal(
            [$"{own.Id.Value}"], board["variables"]![0]!["options"]!.AsArray().Select(option => (string)option!["value"]!));
        Assert.Equal($"""["{own.Id.Value}"]""", board["variables"]![0]!["current"]!.ToJsonString());
        foreach (var value in Hostile.Append($"{other.Id.Value}"))
        {
            var answer = await browser.PostAsync($"/api/dashboards/{BoardHouse.Staff}/query", BoardHouse.Ask(BoardHouse.Hours, value));
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            Assert.Equal("Found no such community, expected one of your own.", answer.Detail);
            var opened = await browser.GetAsync($"/api/dashboards/{BoardHouse.Staff}?var-community={Uri.EscapeDataString(value)}");
            Assert.Equal(HttpStatusCode.NotFound, opened.Status);
        }

        var both = BoardHouse.Ask(BoardHouse.Hours);
        both["variables"] = new JsonObject { ["community"] = new JsonArray($"{own.Id.Value}", $"{other.Id.Value}") };
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/api/dashboards/{BoardHouse.Staff}/query", both)).Status);
        foreach (var (code, expected) in new[] { (own.Code, 200), (other.Code, 404), ("nessuna", 404), ("a\0b", 404) })
        {
            var named = BoardHouse.Ask(BoardHouse.Hours);
            named["community"] = code;
            var answer = await browser.PostAsync($"/api/dashboards/{BoardHouse.Staff}/query", named);
            Assert.Equal(expected, (int)answer.Status);
            if (expected == 200) Assert.Equal($"""["{own.Code}"]""", answer.Json["fields"]![0]!["values"]!.ToJsonString());
            // Of one that is another's and of one that is not there the same is said, wherever it is asked.
            foreach (var said in new[]
                { answer, await browser.PostAsync($"/api/dashboards/{BoardHouse.Staff}/annotations", named),
                    await browser.GetAsync($"/api/dashboards/{BoardHouse.Staff}?community={Uri.EscapeDataString(code)}") })
            {
                Assert.Equal(expected, (int)said.Status);
                if (expected == 404) Assert.Equal("Found no such community, expected one of your own.", said.Detail);
            }
        }
    }

    [Fact]
    public async Task Staff_of_the_whole_house_choose_any_community_and_get_that_one()
    {
        var (one, two) = (await BoardHouse.VillageAsync(Server), await BoardHouse.VillageAsync(Server));
        using var browser = await Server.SignedInAsync(new PersonRole(Role.Auditor, null, null, null));
        foreach (var village in new[] { one, two, one })
        {
            var answer = await browser.PostAsync(
                $"/api/dashboards/{BoardHouse.Staff}/query", BoardHouse.Ask(BoardHouse.Hours, $"{village.Id.Value}"));
            Assert.Equal($"""["{village.Code}"]""", answer.Json["fields"]![0]!["values"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task A_member_gets_its_own_hours_and_no_other_members_number_gets_anything()
    {
        var (own, other) = (await BoardHouse.VillageAsync(Server), await BoardHouse.VillageAsync(Server));
        using var anna = await Server.SignedInAsync(own.AnnaOnly);
        using var bruno = await Server.SignedInAsync(own.BrunoOnly);
        // One after the other, twice: what is kept for one is not told to the other.
        foreach (var (browser, expected) in new[] { (anna, "[1,2]"), (bruno, "[8,16]"), (anna, "[1,2]"), (bruno, "[8,16]") })
            Assert.Equal(expected, await HoursAsync(browser, null));
        foreach (var member in new[] { own.Bruno, other.Anna, other.Bruno, 0, -1, int.MaxValue })
        {
            foreach (var panel in new[] { 1, 2 })
            {
                var ask = BoardHouse.Ask(panel);
                ask["member"] = member;
                var answer = await anna.PostAsync($"/api/dashboards/{BoardHouse.Own}/query", ask);
                Assert.Equal(HttpStatusCode.NotFound, answer.Status);
                Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync($"/api/dashboards/{BoardHouse.Own}/annotations", ask)).Status);
            }

            Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/api/dashboards/{BoardHouse.Own}?member={member}")).Status);
        }

        Assert.Equal("[1,2]", await HoursAsync(anna, own.Anna));
        using var both = await Server.SignedInAsync(own.AnnaOnly, own.BrunoOnly, other.BrunoOnly);
        Assert.Equal("[1,2]", await HoursAsync(both, own.Anna));
        Assert.Equal("[8,16]", await HoursAsync(both, own.Bruno));
        Assert.Equal("[8,16]", await HoursAsync(both, other.Bruno));
    }

    [Fact]
    public async Task A_session_that_ended_or_was_never_there_gets_nothing()
    {
        var village = await BoardHouse.VillageAsync(Server);
        var (id, _) = await Server.PersonAsync(village.AnnaOnly);
        using var browser = await Server.SignedInAsync(id);
        Assert.Equal("[1,2]", await HoursAsync(browser, null));
        await Server.RunAsync("update core.person_session set idle_until = now() where person_id = $1", id);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(browser)).Status);
        foreach (var token in new[] { SecretToken.New().Text, "x", "", $"{village.Anna}" })
        {
            using var guess = Server.Browser().With(token);
            Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(guess)).Status);
        }

        // The person lost the member meanwhile: the session stands, the member does not.
        using var again = await Server.SignedInAsync(id);
        Assert.Equal("[1,2]", await HoursAsync(again, null));
        await Server.RunAsync("delete from core.person_role where person_id = $1", id);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(again)).Status);

        static Task<PageClient.Answer> AskAsync(PageClient browser) =>
            browser.PostAsync($"/api/dashboards/{BoardHouse.Own}/query", BoardHouse.Ask(1));
    }

    [Fact]
    public async Task A_statement_in_the_body_is_not_read_and_no_answer_holds_one()
    {
        var village = await BoardHouse.VillageAsync(Server);
        using var browser = await Server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        var ask = BoardHouse.Ask(BoardHouse.Hours);
        foreach (var name in new[] { "rawSql", "sql", "query", "queries", "statement", "format", "schema", "role" })
            ask[name] = "SELECT login FROM core.person";
        ask["targets"] = new JsonArray(new JsonObject { ["rawSql"] = "SELECT 1" });
        var answer = await browser.PostAsync($"/api/dashboards/{BoardHouse.Staff}/query", ask);
        Assert.Equal($"""["{village.Code}"]""", answer.Json["fields"]![0]!["values"]!.ToJsonString());
        foreach (var path in new[] { "", $"/{BoardHouse.Staff}" })
        {
            var text = (await browser.GetAsync($"/api/dashboards{path}")).Text;
            foreach (var word in new[] { "SELECT", "rep.", "rawSql", "sqlstring", "cer-pg" })
                Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_value_that_the_dashboard_does_not_offer_is_refused_whatever_it_is()
    {
        var village = await BoardHouse.VillageAsync(Server);
        using var browser = await Server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        foreach (var (name, expected) in new[] { ("one", 400), ("step", 400), ("town", 400), ("__interval", 400) })
        {
            foreach (var value in Hostile.Where(value => value != "$__all" || name != "one"))
            {
                var ask = BoardHouse.Ask(BoardHouse.Chosen);
                ask["variables"]![name] = new JsonArray(value);
                var answer = await browser.PostAsync($"/api/dashboards/{BoardHouse.Staff}/query", ask);
                Assert.True((int)answer.Status == expected, $"{name} {value}: {answer.Status}");
                Assert.Matches("^Found .*, expected .*[.]$", answer.Detail);
            }
        }

        foreach (var chosen in new[]
            { new JsonArray("$__all"), new JsonArray(village.Code), new JsonArray(), new JsonArray(village.Code, village.Code) })
        {
            var ask = BoardHouse.Ask(BoardHouse.Chosen);
            ask["variables"]!["one"] = chosen;
            ask["variables"]!["step"] = new JsonArray("d");
            var answer = await browser.PostAsync($"/api/dashboards/{BoardHouse.Staff}/query", ask);
            Assert.Equal($"""["{village.Code}"]""", answer.Json["fields"]![0]!["values"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task A_free_text_is_a_value_and_nothing_else()
    {
        var village = await BoardHouse.VillageAsync(Server);
        using var browser = await Server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        foreach (var text in new[] { "", "'; select 1 --", "${community:sqlstring}", "$1", "$__timeFrom()", "😀", new('x', 200) })
        {
            var ask = BoardHouse.Ask(BoardHouse.Free);
            ask["variables"]!["note"] = new JsonArray(text);
            var answer = await browser.PostAsync($"/api/dashboards/{BoardHouse.Staff}/query", ask);
            Assert.Equal(text, (string?)answer.Json["fields"]![0]!["values"]![0]);
        }

        foreach (var text in new[] { "a\0b", "a\nb", new string('x', 201) })
        {
            var ask = BoardHouse.Ask(BoardHouse.Free);
            ask["variables"]!["note"] = new JsonArray(text);
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync($"/api/dashboards/{BoardHouse.Staff}/query", ask)).Status);
        }
    }

    private static async Task<string> HoursAsync(PageClient browser, int? member)
    {
        var ask = BoardHouse.Ask(1);
        if (member is not null) ask["member"] = member;
        var answer = await browser.PostAsync($"/api/dashboards/{BoardHouse.Own}/query", ask);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal("time", (string?)answer.Json["fields"]![0]!["type"]);
        return answer.Json["fields"]![1]!["values"]!.ToJsonString();
    }
}
