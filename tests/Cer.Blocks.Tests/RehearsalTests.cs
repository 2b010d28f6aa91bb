using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Host.Data;
using Cer.Host.Serve;
using Cer.Host.Tests.People;
using Cer.Host.Workflows.Rehearsing;
using Cer.Host.Workflows.Shipped;
using Cer.Operations.People;
using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;

namespace Cer.Blocks.Tests;

/// <summary>A rehearsal runs on real data at any moment, tells all that it would have done, and leaves every table as it was.</summary>
public sealed class RehearsalTests
{
    private static readonly DateTimeOffset Tenth = DateTimeOffset.Parse("2025-11-10T06:00:00+01:00", CultureInfo.InvariantCulture);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_monthly_report_of_a_past_month_is_rehearsed_whole_and_nothing_of_it_is_kept()
    {
        await using var town = await OpenAsync();
        var published = await ShipAsync(town, "rapporto-mensile");
        var before = await HashesAsync(town);
        var told = await CompareAsync(town, published);
        Assert.Equal(before, await HashesAsync(town));

        var draft = told["draft"]!;
        Assert.Equal("Finished", (string?)draft["subStatus"]);
        Assert.Equal(
            ["Rapporto di 2025-10: 2 lettere con documenti, 1 con la tabella; 29 documenti senza indirizzo"],
            draft["lines"]!.AsArray().Select(line => (string)line!));
        Assert.Equal(5038.076m, decimal.Parse(Output(draft, "liquida", "sharedKwh")!.ToString(), CultureInfo.InvariantCulture));
        Assert.Equal("closed", (string?)Output(draft, "chiudi", "state"));
        Assert.Equal(
            [
                "effect Month 2025-10 settled.",
                "effect Month 2025-10: closed.",
                "effect 31 documents of 2025-10 in the archive.",
                "effect 3 mails about 2025-10 put into the outbox.",
            ],
            Effects(draft).Where(effect => effect.StartsWith("effect", StringComparison.Ordinal)).TakeLast(4));
        Assert.Equal(
            ["mail anna@borgo.example", "mail ufficio@borgo.example", "mail ufficio@borgo.example"],
            Effects(draft).Where(effect => effect.StartsWith("mail", StringComparison.Ordinal))
                .Select(effect => effect.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.Empty(told["differences"]!.AsArray());

        // Once more, now that nothing was kept: the same again.
        Assert.Equal(Effects(draft), Effects((await CompareAsync(town, published))["draft"]!));
    }

    [Fact]
    public async Task A_draft_is_compared_with_what_the_published_version_would_have_done()
    {
        await using var town = await OpenAsync();
        var published = await ShipAsync(town, "rapporto-mensile");
        var json = (JsonObject)published.Json.DeepClone();
        var node = json["root"]!["activities"]!.AsArray().Single(one => (string?)one!["id"] == "manda")!;
        node["spreadsheet"]!["expression"]!["value"] = "false";
        var told = await CompareAsync(town, DefinitionText.Read(json.ToJsonString()));
        var rows = told["differences"]!.AsArray().Select(row => $"{row!["activityId"]} {row["kind"]}").ToList();
        Assert.Equal([" lines", "manda inputs", "manda outputs", "mandati inputs", "manda effects", " effects"], rows);
        Assert.Contains("1 con la tabella", (string)told["differences"]![0]!["published"]![0]!, StringComparison.Ordinal);
        Assert.Contains("0 con la tabella", (string)told["differences"]![0]!["draft"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pinned_activities_are_not_run_and_later_ones_go_on_from_what_they_are_taken_to_have_come_to()
    {
        await using var town = await OpenAsync();
        var published = await ShipAsync(town, "rapporto-mensile");
        var told = await CompareAsync(town, published, new Dictionary<string, Activity>
        {
            ["ore"] = new PinnedActivity([], ["NothingToDo"]),
            ["arretrati"] = new PinnedActivity([], ["NothingToDo"]),
            ["liquida"] = new PinnedActivity(
                new() { ["month"] = "2025-09", ["reasons"] = new List<object?> { "prova" } }, ["Incomplete"]),
        });
        var ran = told["draft"]!["activities"]!.AsArray().Select(one => (string?)one!["activityId"]).ToList();
        Assert.Contains("completa", ran);
        // September was never read: with the clock of the tenth of November it is refused, not settled.
        Assert.Equal("2025-09", (string?)Output(told["draft"]!, "liquida-ancora", "month"));
        Assert.Equal(0, await town.CountAsync("core.settlement_run"));
    }

    [Fact]
    public async Task What_waits_for_people_is_told_and_goes_on()
    {
        await using var town = await OpenAsync();
        await town.SettleAsync(new MarketMonth(2025, 10));
        var published = await ShipAsync(town, "distribuzione-incentivi");
        var before = await HashesAsync(town);
        var draft = (await CompareAsync(town, published, input: new() { ["Tesoriere"] = "cassa@borgo.example" }))["draft"]!;
        Assert.Equal(before, await HashesAsync(town));
        Assert.Equal("Finished", (string?)draft["subStatus"]);
        Assert.Equal(
            [
                "effect It would wait here for 2 approvals of 619.67 EUR for 2025-10.",
                "mail cassa@borgo.example: Pagamenti di 2025-10 approvati",
            ],
            Effects(draft));
    }

    [Fact]
    public async Task Over_the_wire_it_is_for_those_who_design_and_bad_questions_have_sentences()
    {
        await using var town = await OpenAsync();
        var published = await ShipAsync(town, "aggregazione-oraria");
        await using var app = ServeCommand.Build(
            new Settings(town.Database.AppAddress, null, "http://127.0.0.1:0")
            {
                DemoLive = false,
                MemberConnection = town.Database.MemberAddress,
            },
            town.Time);
        await app.StartAsync(Cancellation);
        using var client = await SignedIn.AsOperatorAsync(app);
        const string Flows = "/api/communities/prova/workflows";
        const string Path = Flows + "/definitions/aggregazione-oraria/rehearse";
        var answer = await PostAsync(client, Path,
            new() { ["document"] = published.Json.DeepClone(), ["at"] = "2025-11-01T06:05:00+01:00" });
        Assert.Equal("Finished", (string?)answer["draft"]!["subStatus"]);
        Assert.NotNull(answer["published"]);
        // Without a document, the one that is kept; without a moment, now.
        Assert.Equal("Finished", (string?)(await PostAsync(client, Path, []))["draft"]!["subStatus"]);
        // A trial of a drawing with blocks runs on the data too: one activity alone.
        var alone = JsonNode.Parse(
            """
            {"definitionId":"uno","id":"uno-1","root":{"type":"Cer.ComputeSharedEnergy","id":"x","version":1,
              "period":{"typeName":"String","expression":{"type":"Literal","value":"2025-10"}}}}
            """)!;
        var one = await PostAsync(client, Flows + "/trial", new() { ["document"] = alone });
        Assert.Equal("Done", (string?)one["activities"]![0]!["outcomes"]![0]);

        foreach (var (path, body, status) in new (string, JsonObject, HttpStatusCode)[]
        {
            (Path, new() { ["at"] = "ieri" }, HttpStatusCode.BadRequest),
            (Path, new() { ["pinned"] = new JsonObject { ["x"] = 1 } }, HttpStatusCode.BadRequest),
            (Path, new() { ["input"] = 1 }, HttpStatusCode.BadRequest),
            (Flows + "/definitions/nessuna/rehearse", new() { ["document"] = alone.DeepClone() }, HttpStatusCode.NotFound),
        })
        {
            using var refused = await client.PostAsJsonAsync(path, body, Cancellation);
            Assert.Equal(status, refused.StatusCode);
            Assert.Contains("expected", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        using var auditor = await SignedIn.AsAsync(app, new PersonRole(Role.Auditor, null, null, null));
        using var forbidden = await auditor.PostAsJsonAsync(Path, new JsonObject(), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        await app.StopAsync(Cancellation);
    }

    private static async Task<FlowTown> OpenAsync()
    {
        // Read in time; the clock of the server is months later than what is rehearsed.
        var town = await FlowTown.OpenAsync(now: "2025-11-05T09:00:00+01:00");
        town.Time.Now = DateTimeOffset.Parse("2026-03-05T09:00:00+01:00", CultureInfo.InvariantCulture);
        await town.AddPersonAsync("anna", Role.Member, "casa-01");
        await town.AddPersonAsync("ufficio", Role.Operator);
        return town;
    }

    private static async Task<WorkflowDefinition> ShipAsync(FlowTown town, string name)
    {
        await town.ShipAsync(name);
        return ShippedFlows.All.Single(flow => flow.Definition.DefinitionId == name).Definition;
    }

    private static Task<JsonObject> CompareAsync(
        FlowTown town,
        WorkflowDefinition draft,
        Dictionary<string, Activity>? pinned = null,
        OrderedDictionary<string, object?>? input = null) =>
        town.Get<Rehearsal>().CompareAsync(town.Community.Value, draft,
            new(Tenth, input ?? [], pinned ?? new Dictionary<string, Activity>()), Cancellation);

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, JsonObject body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static JsonNode? Output(JsonNode trial, string activity, string output) =>
        trial["activities"]!.AsArray().Last(one => (string?)one!["activityId"] == activity)!["outputs"]![output];

    private static List<string> Effects(JsonNode trial) =>
        [.. trial["effects"]!.AsArray().Select(effect => $"{effect!["kind"]} {effect["text"]}")];

    /// <summary>Every table, by the number and the hash of its rows.</summary>
    private static async Task<Dictionary<string, string>> HashesAsync(FlowTown town)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        var tables = await town.ListAsync(
            "select schemaname || '.' || quote_ident(tablename) from pg_tables"
            + " where schemaname not in ('pg_catalog', 'information_schema') order by 1");
        Assert.True(tables.Count > 50);
        foreach (var table in tables)
        {
            hashes[table] = (await town.ListAsync(
                $"select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') from {table} as t"))[0];
        }

        return hashes;
    }
}
