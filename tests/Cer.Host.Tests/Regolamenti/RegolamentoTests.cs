using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Documents;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Tests;
using NodaTime;

namespace Cer.Host.Tests.Regolamenti;

/// <summary>A regolamento from the preview to the month it shares out, over HTTP, with amounts worked by hand.</summary>
public class RegolamentoTests
{
    private const string Folder = "cer-magliano-ottobre";

    // Of 418.61 TIP and 47.87 CAC a fifth to a fund; the rest to casa-01 and twice to the Comune; 153.19 of surplus in equal
    // parts to the 25 that are no enterprise: 6.12 each, and the 19 cents left over to the first by id.
    private const string Rules = """
        {"steps": [
          {"fund": "gestione", "percent": 20},
          {"class": "due", "rest": true, "members": ["comune", "casa-01"], "key": "solidarity", "base": "equal", "weights": {"comune": 2}}],
         "surplus": {"members": "non_enterprises", "key": "equal", "otherwise": "fondo-sociale"}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_preview_shows_is_what_the_month_becomes_when_another_person_has_approved_it()
    {
        await using var server = await StaffServer.OfGoldenAsync(Folder);
        using var approver = await server.SignInAsync("chi-approva", Role.Approver);
        var runs = await server.AskAsync<long>("select count(*) from core.settlement_run");
        await RefusesEnterprisesAsync(server);

        var (status, preview) = await server.PostAsync("regolamento/preview", With(Rules, "months", new JsonArray("2025-10")));
        Assert.True(status == HttpStatusCode.OK, preview?.ToJsonString());
        Assert.All(preview!["checks"]!.AsArray(), check => Assert.True((bool)check!["ok"]!, check.ToJsonString()));
        Assert.True((bool)preview["months"]![0]!["isOfRun"]!);
        var home = Part(preview, "members", "casa 1");
        Assert.Equal((2.66m, 130.53m, 127.87m), (Total(home, "before"), Total(home, "after"), (decimal)home["differenceEur"]!));
        Assert.Equal(254.91m, Total(Part(preview, "members", "Comune"), "after"));
        Assert.Equal(93.29m, Total(Part(preview, "funds", "gestione"), "after"));
        Assert.Equal(0m, Total(Part(preview, "members", "bottega 1"), "after"));
        Assert.Equal(
            (0L, runs), (await server.AskAsync<long>("select count(*) from core.regolamento"),
            await server.AskAsync<long>("select count(*) from core.settlement_run")));

        var draft = With(Rules, "fromMonth", "2025-10");
        draft["reference"] = "assemblea del 12 settembre 2025";
        var (kept, made) = await server.PostAsync("regolamento", draft);
        Assert.Equal((HttpStatusCode.Created, 1), (kept, (int)made!["version"]!));
        await server.WorkAsync();
        Assert.Equal(2.66m, await TotalOfAsync(server, "casa 1"));
        Assert.Equal("draft", (string)(await server.GetAsync("regolamento"))["versions"]![0]!["status"]!);

        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync("regolamento/1/approve", new { })).Status);
        Assert.Equal(HttpStatusCode.NoContent, await ApproveAsync(approver, 1));
        Assert.Equal(HttpStatusCode.Conflict, await ApproveAsync(approver, 1));
        Assert.Equal(HttpStatusCode.NotFound, await ApproveAsync(approver, 2));
        await server.WorkAsync();
        Assert.Equal(130.53m, await TotalOfAsync(server, "casa 1"));
        Assert.Equal(254.91m, await TotalOfAsync(server, "Comune"));

        var list = await server.GetAsync("regolamento");
        Assert.Equal(1, (int)list["current"]!);
        Assert.Equal("in_force", (string)list["versions"]![0]!["status"]!);
        Assert.Equal("Persona inventata", (string)list["versions"]![0]!["approvedBy"]!);
        Assert.Equal("injected", (string)list["declared"]!["steps"]![1]!["key"]!);
        await ExplainsAsync(server);
        await PrintsAsync(server);
        await ExportsAsync(server);
    }

    [Fact]
    public async Task Each_month_goes_by_the_version_of_its_time_and_months_of_two_are_not_exported_as_one()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-due-mesi");
        using var approver = await server.SignInAsync("chi-approva", Role.Approver);
        var draft = With(
            """
            {"steps": [{"fund": "riserva", "rest": true}],
             "surplus": {"members": "non_enterprises", "key": "equal", "otherwise": "x"}}
            """,
            "fromMonth",
            "2026-08");
        draft["reference"] = "delibera 7";
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("regolamento", draft)).Status);
        var before = await server.GetAsync("months/2026-07");
        Assert.Equal(HttpStatusCode.NoContent, await ApproveAsync(approver, 1));
        await server.WorkAsync();

        Assert.Equal(before["run"]!.ToJsonString(), (await server.GetAsync("months/2026-07"))["run"]!.ToJsonString());
        var funds = (await server.GetAsync("months/2026-08"))["funds"]!.AsArray().Select(fund => (string)fund!["name"]!);
        Assert.Equal(["riserva", "x"], funds);

        var community = await server.CommunityAsync();
        using var both = new MemoryOutput();
        var faults = await server.Service<ExportContract>().RunAsync(community, new(2026, 7), new(2026, 8), both, Cancellation);
        Assert.Equal(
            "community.yaml:1: distribution: found the distribution of the community's file in 2026-07 and regolamento v1 in"
            + " 2026-08, expected months that share it: --from and --to export the others apart",
            Assert.Single(faults.Faults).ToString());
        Assert.False(both.Committed);
        foreach (var month in new[] { new MarketMonth(2026, 7), new(2026, 8) })
        {
            using var one = new MemoryOutput();
            Assert.True((await server.Service<ExportContract>().RunAsync(community, month, month, one, Cancellation)).IsEmpty);
            Assert.True(one.Committed);
        }
    }

    [Fact]
    public async Task A_regolamento_does_not_reach_into_a_closed_month()
    {
        await using var server = await StaffServer.OfGoldenAsync(Folder);
        using var approver = await server.SignInAsync("chi-approva", Role.Approver);
        var draft = With(Rules, "fromMonth", "2025-10");
        draft["reference"] = "delibera 1";
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("regolamento", draft)).Status);
        var runs = server.Service<IRunStore>();
        var community = await server.CommunityAsync();
        var run = (await runs.MonthsAsync(community, Cancellation)).Single().RunId;
        await runs.SetStateAsync(community, new(2025, 10), MonthState.Closed, run, "test", Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, await ApproveAsync(approver, 1));
        var (status, answer) = await server.PostAsync("regolamento", draft);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(
            "Found a regolamento from 2025-10, expected one from a month after 2025-10, which is closed.", (string)answer!["detail"]!);
        draft["fromMonth"] = "2025-11";
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("regolamento", draft)).Status);
        Assert.Equal(HttpStatusCode.NoContent, await ApproveAsync(approver, 2));
        Assert.Equal("2025-10", (string)(await server.GetAsync("regolamento"))["closedTo"]!);
    }

    private static async Task RefusesEnterprisesAsync(StaffServer server)
    {
        var (status, answer) = await server.PostAsync(
            "regolamento/preview",
            JsonNode.Parse("""{"steps": [], "surplus": {"members": "all", "key": "equal", "otherwise": "x"}}""")!);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.EndsWith("; and 4 more.", (string)answer!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(
            ("surplus.members", "the enterprise bottega-01"),
            ((string)answer["faults"]![0]!["field"]!, (string)answer["faults"]![0]!["found"]!));
    }

    private static async Task ExplainsAsync(StaffServer server)
    {
        var home = (await server.GetAsync("months/2025-10"))["members"]!.AsArray().Single(member => (string)member!["name"]! == "casa 1")!;
        var why = await server.GetAsync($"months/2025-10/why?member={home["id"]}");
        Assert.True((bool)why["isOfRun"]!);
        var step = why["amounts"]![0]!["parts"]![0]!["parts"]![0]!;
        Assert.Equal(("step.solidarity.few", "equal", 111.63m), ((string)step["code"]!, (string)step["about"]!, (decimal)step["eur"]!));
        Assert.Equal(
            """{"id":"regolamento v1","from":"2025-10-01","act":"assemblea del 12 settembre 2025"}""", step["rule"]!.ToJsonString());
        Assert.Equal(
            ["number 2", "month_amount 418.61", "step_amount 334.89", "base_weight 1", "multiplier 1", "my_weight 1"],
            step["facts"]!.AsArray().Select(fact => string.Create(CultureInfo.InvariantCulture, $"{fact!["name"]} {fact["value"]}")));
    }

    /// <summary>A statement names the version and the member's own weight, and nothing of the others.</summary>
    private static async Task PrintsAsync(StaffServer server)
    {
        var outcome = await server.Service<ReadMonthFacts>().RunAsync(await server.CommunityAsync(), new(2025, 10), Cancellation);
        var facts = Assert.IsType<MonthFactsOutcome.Known>(outcome).Facts;
        var home = facts.Members.Single(member => member.Member.Id == "casa-01");
        var html = WebUtility.HtmlDecode(await server.Service<IDocumentWriter>().HtmlAsync(
            new(facts, home, new(2027, 1), null, Instant.FromUtc(2027, 6, 1, 9, 0), DocumentLanguage.Italian)));
        Assert.Contains("Regolamento v1, dal 2025-10 (assemblea del 12 settembre 2025)", html, StringComparison.Ordinal);
        Assert.Contains("in parti uguali con peso di solidarietà (1 × 1): 1<", html, StringComparison.Ordinal);
        Assert.Contains("con i pesi di solidarietà del regolamento", html, StringComparison.Ordinal);
    }

    /// <summary>The exported folder has fixed weights, and settled from files it gives the same amounts.</summary>
    private static async Task ExportsAsync(StaffServer server)
    {
        using var stored = new MemoryOutput();
        var community = await server.CommunityAsync();
        Assert.IsType<SettleOutcome.Settled>(
            await server.Service<SettleStored>().RunAsync(community, null, null, stored, "test", null, Cancellation));
        using var exported = new MemoryOutput();
        Assert.True((await server.Service<ExportContract>().RunAsync(community, null, null, exported, Cancellation)).IsEmpty);
        var yaml = Encoding.UTF8.GetString(exported.Files["community.yaml"]);
        Assert.Contains("""key: fixed, weights: {"casa-01": 1, "comune": 2}""", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain(exported.Files.Keys, name => name.Contains("regolamento", StringComparison.Ordinal));
        using var again = new MemoryOutput();
        var files = new ContractInput(
            exported.Files.ToDictionary(file => file.Key, file => (Func<Stream>)(() => new MemoryStream(file.Value))));
        Assert.IsType<SettleOutcome.Settled>(new SettleContract("cer test").Run(files, null, null, again, null, Cancellation));
        foreach (var (name, bytes) in stored.Files)
            if (name != "run.json") Assert.Equal(bytes, again.Files[name]);
        var record = JsonNode.Parse(stored.Files["run.json"])!["inputs"]!.AsObject().Select(file => file.Key);
        Assert.Contains("regolamento/v1.json", record);
    }

    private static async Task<decimal> TotalOfAsync(StaffServer server, string name) =>
        (decimal)(await server.GetAsync("months/2025-10"))["members"]!.AsArray()
            .Single(member => (string)member!["name"]! == name)!["totalEur"]!;

    private static async Task<HttpStatusCode> ApproveAsync(HttpClient client, int version)
    {
        using var response = await client.PostAsync(
            $"/api/communities/{StaffServer.Code}/regolamento/{version}/approve", null, Cancellation);
        return response.StatusCode;
    }

    private static JsonNode Part(JsonNode preview, string list, string name) =>
        preview[list]!.AsArray().Single(part => (string)part!["name"]! == name)!;

    private static decimal Total(JsonNode part, string side) => (decimal)part[side]!["totalEur"]!;

    internal static JsonObject With(string rules, string name, JsonNode value)
    {
        var body = JsonNode.Parse(rules)!.AsObject();
        body[name] = value;
        return body;
    }
}
