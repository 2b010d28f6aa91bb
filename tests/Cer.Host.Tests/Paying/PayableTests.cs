using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Intake;
using Cer.Operations.People;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Tests.Paying;

/// <summary>Payable lines are drafts until two different people have approved exactly these amounts.</summary>
public sealed class PayableTests
{
    private const string Month = "payables/2025-10";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_lines_are_the_months_distribution_and_a_chosen_profile_takes_its_tax_out_of_them()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        var page = await server.GetAsync(Month);
        var golden = Golden.Table("cer-magliano-ottobre", "members.csv").Sum(row => Number(row["total_eur"]))
            + Golden.Table("cer-magliano-ottobre", "funds.csv").Sum(row => Number(row["total_eur"]));
        Assert.Equal((golden, 0m, golden), Sums(page));
        Assert.Equal("draft", (string)page["payable"]!["standing"]!);
        Assert.All(page["lines"]!.AsArray(), line => Assert.Null(line!["profile"]));
        // TIP of the five shops, and the tariff less the surplus: 571.80 - 153.19.
        var check = page["payable"]!["check"]!;
        var shops = Golden.Table("cer-magliano-ottobre", "members.csv")
            .Where(row => row["member"].StartsWith("bottega", StringComparison.Ordinal)).Sum(row => Number(row["tip_eur"]));
        Assert.Equal((shops, 418.61m, true), (Eur(check, "enterprisesEur"), Eur(check, "limitEur"), (bool)check["met"]!));

        var shop = page["lines"]!.AsArray().Single(line => (string?)line!["name"] == "bottega 1")!;
        var tax = new { from = "2025-10-31", withholdingPercent = 4, vatPercent = 22, basis = "inventata", reason = "prova" };
        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync($"taxes/{shop["memberId"]}", tax)).Status);
        using var accountant = await server.SignInAsync("commercialista", Role.Accountant);
        await ChooseAsync(accountant, (int)shop["memberId"]!, tax, HttpStatusCode.Created);
        page = await server.GetAsync(Month);
        var taxed = page["lines"]!.AsArray().Single(line => (string?)line!["name"] == "bottega 1")!;
        Assert.Equal(
            (17.51m, 0.57m, 3.16m, 16.94m),
            (Eur(taxed, "grossEur"), Eur(taxed, "withheldEur"), Eur(taxed, "vatEur"), Eur(taxed, "netEur")));
        Assert.Equal("inventata", (string)taxed["profile"]!["basis"]!);
        Assert.Equal((golden, 0.57m, golden - 0.57m), Sums(page));

        // None again, from the same day: the newest choice of a day counts, and the earlier one stays in the list.
        await ChooseAsync(accountant, (int)shop["memberId"]!, new { from = "2025-10-31", reason = "errore" }, HttpStatusCode.Created);
        Assert.Equal((golden, 0m, golden), Sums(await server.GetAsync(Month)));
        var listed = (await server.GetAsync("taxes")).AsArray().Single(row => (string)row!["name"]! == "bottega 1")!;
        Assert.Equal([2, 1], listed["versions"]!.AsArray().Select(version => (int)version!["revision"]!));
        Assert.Equal(page["lines"]!.AsArray().Count + 1, (await server.CsvAsync(Month)).Length);

        foreach (var wrong in new object[]
        {
            new { from = "2025-10-31", withholdingPercent = 4, reason = "x" },
            new { from = "2025-10-31", withholdingPercent = 101, vatPercent = 0, basis = "x", reason = "x" },
            new { from = "2025-10-31" },
        })
            await ChooseAsync(accountant, (int)shop["memberId"]!, wrong, HttpStatusCode.BadRequest);
        await ChooseAsync(accountant, 999_999, tax, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_different_people_approve_and_other_amounts_are_approved_anew()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        using var anna = await server.SignInAsync("anna", Role.Approver);
        using var bruno = await server.SignInAsync("bruno", Role.Approver);
        using var boss = await server.SignInAsync("capo", Role.Administrator);
        var mark = await MarkAsync(server);
        await RefusedAsync(boss, mark, HttpStatusCode.Forbidden, "role");
        await RefusedAsync(server.Client, mark, HttpStatusCode.Forbidden, "role");
        await RefusedAsync(anna, new('0', 64), HttpStatusCode.Conflict, "other amounts");

        Assert.False(await ApproveAsync(anna, mark));
        await RefusedAsync(anna, mark, HttpStatusCode.Conflict, "Found your own approval of these amounts");
        Assert.Equal("draft", await StandingAsync(server));
        Assert.True(await ApproveAsync(bruno, mark));
        Assert.Equal("approved", await StandingAsync(server));
        await RefusedAsync(anna, mark, HttpStatusCode.Conflict, "approved");
        Assert.Equal(2L, await server.AskAsync<long>("select count(*) from core.audit where what = 'payable_approval'"));
        var kept = await server.AskAsync<long>("select sum(gross_cents)::bigint from core.payable_line");
        Assert.Equal(Sums(await server.GetAsync(Month)).Gross * 100m, kept);

        // A corrected reading makes another run: the amounts are drafts again and the old mark is worth nothing.
        await CorrectAsync(server);
        Assert.Equal("changed", await StandingAsync(server));
        await RefusedAsync(bruno, mark, HttpStatusCode.Conflict, "other amounts");
        var page = await server.GetAsync(Month);
        Assert.Single(page["earlier"]!.AsArray());
        Assert.True((bool)page["earlier"]![0]!["approved"]!);
        mark = await MarkAsync(server);
        Assert.False(await ApproveAsync(bruno, mark));
        Assert.Equal("draft", await StandingAsync(server));

        // A tax does the same.
        var member = page["lines"]!.AsArray().First(line => line!["memberId"] is not null)!["memberId"];
        var tax = new { from = "2025-10-01", withholdingPercent = 4, vatPercent = 0, basis = "x", reason = "x" };
        await ChooseAsync(boss, (int)member!, tax, HttpStatusCode.Created);
        await RefusedAsync(anna, mark, HttpStatusCode.Conflict, "other amounts");

        // One is enough where the regolamento says so, from then on.
        using var set = await boss.PutAsJsonAsync(
            $"/api/communities/{StaffServer.Code}/approval-rule", new { approvers = 1, reason = "art. 7 del regolamento" }, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        Assert.Equal(1, (int)(await server.GetAsync("approval-rule"))["approvers"]!);
        Assert.True(await ApproveAsync(bruno, await MarkAsync(server)));
        Assert.Equal("approved", (string)(await server.GetAsync("payables?year=2025"))[0]!["standing"]!);
    }

    [Fact]
    public async Task A_month_that_runs_and_one_with_unknown_amounts_are_not_approved()
    {
        await using var running = await StaffServer.OfGoldenAsync("cer-magliano-ottobre", "2025-10-31T12:00:00Z");
        using var anna = await running.SignInAsync("anna", Role.Approver);
        Assert.Equal("running", await StandingAsync(running));
        await RefusedAsync(anna, await MarkAsync(running), HttpStatusCode.Conflict, "not over");

        await using var unknown = await StaffServer.OfGoldenAsync("cer-trase-non-confermata");
        using var bruno = await unknown.SignInAsync("bruno", Role.Approver);
        var listed = (await unknown.GetAsync("payables?year=2024"))[0]!;
        Assert.Equal("unknown", (string)listed["standing"]!);
        Assert.Null(listed["grossEur"]);
        using var answer = await bruno.PostAsJsonAsync(
            $"/api/communities/{StaffServer.Code}/payables/{listed["month"]}/approve",
            new { mark = (string)listed["mark"]! },
            Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        using var nothing = await bruno.PostAsJsonAsync(
            $"/api/communities/{StaffServer.Code}/payables/2020-01/approve", new { mark = "x" }, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    private static (decimal Gross, decimal Withheld, decimal Net) Sums(JsonNode page)
    {
        var lines = page["lines"]!.AsArray();
        var sums = (Of("grossEur"), Of("withheldEur"), Of("netEur"));
        var payable = page["payable"]!;
        Assert.Equal(sums, (Eur(payable, "grossEur"), Eur(payable, "withheldEur"), Eur(payable, "netEur")));
        return sums;

        decimal Of(string name) => lines.Sum(line => Eur(line!, name));
    }

    private static async Task<string> MarkAsync(StaffServer server) => (string)(await server.GetAsync(Month))["payable"]!["mark"]!;

    private static async Task<string> StandingAsync(StaffServer server) =>
        (string)(await server.GetAsync(Month))["payable"]!["standing"]!;

    private static async Task<bool> ApproveAsync(HttpClient client, string mark)
    {
        using var answer = await client.PostAsJsonAsync($"/api/communities/{StaffServer.Code}/{Month}/approve", new { mark }, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return (bool)JsonNode.Parse(text)!["approved"]!;
    }

    private static async Task RefusedAsync(HttpClient client, string mark, HttpStatusCode status, string words)
    {
        using var answer = await client.PostAsJsonAsync($"/api/communities/{StaffServer.Code}/{Month}/approve", new { mark }, Cancellation);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static async Task ChooseAsync(HttpClient client, int member, object choice, HttpStatusCode expected)
    {
        using var answer = await client.PostAsJsonAsync($"/api/communities/{StaffServer.Code}/taxes/{member}", choice, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
    }

    private static async Task CorrectAsync(StaffServer server)
    {
        await server.Service<IReadingStore>().AppendAsync(
            await server.CommunityAsync(),
            IntakeSource.Csv,
            [
                new()
                {
                    Pod = Pod.Parse("IT999E00000007", null),
                    Start = Instant.FromUtc(2025, 10, 15, 10, 0),
                    Minutes = 60,
                    Withdrawn = Energy.FromKilowattHours(25m),
                    Quality = Quality.Measured,
                },
            ],
            Cancellation);
        await server.WorkAsync();
    }

    private static decimal Eur(JsonNode node, string name) => (decimal)node[name]!;

    private static decimal Number(string text) =>
        text.Length == 0 ? 0m : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
