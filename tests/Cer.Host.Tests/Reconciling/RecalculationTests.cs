using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Host.Tests.Closing;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;

namespace Cer.Host.Tests.Reconciling;

/// <summary>GSE computes a closed month again: what that moves is shown, taken by a person once, and then all three agree.</summary>
public sealed class RecalculationTests
{
    private const string Header = "mese;tipo;up;c_aci_eur;cac_eur;e_acv_kwh;voce;importo_eur;pubblicato;pagamento\n";
    private const string October = "reconciliation/2026-10/recalculation";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recalculation_is_shown_taken_once_and_the_month_agrees_and_a_newer_one_makes_the_further_difference()
    {
        await using var town = await TownAsync();
        var server = town.Server;
        using var anna = await server.SignInAsync("anna", Role.Approver);
        using var bruno = await server.SignInAsync("bruno", Role.Approver);
        using var boss = await server.SignInAsync("capo", Role.Administrator);
        var before = await server.GetAsync("months/2026-10");
        var (tip, cac) = ((decimal)before["tipEur"]!, (decimal)before["cacEur"]!);
        await TakeInAsync(server, Line("completo", tip, cac, 745, "15/11/2026", "30/11/2026"));
        Assert.Equal("none", await StandingAsync(server));

        // Shown: ten euro and a cent more of the tariff, 37 cents less of the contribution; nothing is stored by looking.
        await TakeInAsync(server, Line("ricalcolo", tip + 10.01m, cac - 0.37m, 750, "01/12/2026", "02/12/2026"));
        var page = await server.GetAsync(October);
        Assert.Equal("to_take", (string)page["standing"]!);
        var proposal = page["proposal"]!;
        Assert.Equal((tip, tip + 10.01m, 10.01m), Item(proposal, "tip"));
        Assert.Equal((cac, cac - 0.37m, -0.37m), Item(proposal, "cac"));
        Assert.Equal((0m, 0m, 0m), Item(proposal, "surplus"));
        Assert.Equal(("2026-11", "2026-12-01"), ((string)proposal["into"]!, (string)proposal["published"]!));
        Assert.Empty(proposal["kept"]!.AsArray());
        // By the rule of October: a tenth to the fund, the rest in halves, the odd cent to the first.
        Assert.Equal(
            [
                ("unit", 10.01m, -0.37m),
                ("member", Half(tip + 10.01m, true) - Half(tip, true), Half(cac - 0.37m, true) - Half(cac, true)),
                ("member", Half(tip + 10.01m, false) - Half(tip, false), Half(cac - 0.37m, false) - Half(cac, false)),
                ("fund", Tenth(tip + 10.01m) - Tenth(tip), Tenth(cac - 0.37m) - Tenth(cac)),
            ],
            proposal["parts"]!.AsArray().Select(part => ((string)part!["kind"]!, (decimal)part["tipEur"]!, (decimal)part["cacEur"]!)));
        Assert.Equal(0L, await server.AskAsync<long>("select count(*) from core.recalculation"));

        // Taken as it was shown, with a reason, by whoever closes months; of many at once one does it.
        var mark = (string)proposal["mark"]!;
        Assert.Equal(HttpStatusCode.BadRequest, (await TakeAsync(server.Client, mark, "")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await TakeAsync(server.Client, "zq", "conto di dicembre")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await TakeAsync(server.Client, new('0', 64), "conto di dicembre")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await TakeAsync(boss, mark, "conto di dicembre")).Status);
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TakeAsync(server.Client, mark, "conto di dicembre")));
        Assert.Equal([200, 200, 200, 201], all.Select(one => (int)one.Status).Order());
        Assert.All(all, one => Assert.Equal(("2026-11", 1), ((string)one.Answer["into"]!, (int)one.Answer["number"]!)));
        Assert.Equal(HttpStatusCode.OK, (await TakeAsync(server.Client, mark, "ancora")).Status);
        Assert.Equal(1L, await server.AskAsync<long>("select count(*) from core.recalculation"));
        await SumsAsync(server, tip + 10.01m, cac - 0.37m);
        Assert.Equal("accounted", await StandingAsync(server));

        // The statement whose money was moved is not taken back.
        var last = (long)(await server.GetAsync("statements"))["imports"]![0]!["id"]!;
        Assert.Equal(HttpStatusCode.Conflict, (await server.PostAsync($"statements/{last}/undo", new { reason = "prova" })).Status);

        // October stays as it was closed; November pays the difference, and its closing shows why.
        Assert.Equal(tip, (decimal)(await server.GetAsync("months/2026-10"))["tipEur"]!);
        var lines = (await server.GetAsync("payables/2026-11"))["lines"]!.AsArray();
        Assert.Equal(9.64m, lines.Sum(line => (decimal)line!["correctionEur"]!));
        var rows = (await town.GateAsync("2026-11"))["corrections"]!.AsArray();
        Assert.Equal((4, "recalculation"), (rows.Count, (string)rows[0]!["causes"]!.AsArray().Single()!));

        // The member sees its part, and that it was GSE.
        var family = await server.AskAsync<int>("select id from core.member where code = 'famiglia'");
        using var member = await server.SignInMemberAsync("famiglia", family);
        var own = JsonNode.Parse(await member.GetStringAsync("/api/mine", Cancellation))!["recalculations"]!.AsArray().Single()!;
        Assert.Equal(
            ("2026-10", "2026-11", "2026-12-01"), ((string)own["corrects"]!, (string)own["month"]!, (string)own["day"]!));
        Assert.Equal(
            Half(tip + 10.01m, false) - Half(tip, false) + Half(cac - 0.37m, false) - Half(cac, false), (decimal)own["eur"]!);

        // The money came, the last of it twenty days late: all three agree, and nothing is left to be alarmed at.
        await ReceiveAsync(server, "complete", tip + cac, "2026-11-30");
        Assert.Equal("differs", (string)(await HeldAsync(server))["agreement"]!);
        Assert.Equal(1L, await AlarmsAsync(server));
        await ReceiveAsync(server, "recalculation", 9.64m, "2026-12-22");
        var held = await HeldAsync(server);
        Assert.True((string)held["agreement"]! == "agrees", held.ToJsonString());
        Assert.Empty(held["content"]!["discrepancies"]!.AsArray());
        var late = held["content"]!["rows"]!.AsArray().Single(row => (string)row!["item"]! == "payment_day")!;
        Assert.Equal(
            (20m, false, "late_payment"),
            ((decimal)late["difference"]!, (bool)late["differs"]!, (string)late["causes"]![0]!["kind"]!));
        Assert.Equal(0L, await AlarmsAsync(server));

        // The books: both months approved, and not a cent apart.
        foreach (var month in new[] { "2026-10", "2026-11" }) await ApproveAsync(server, month, anna, bruno);
        Assert.Equal(0m, await server.AskAsync<decimal>("select coalesce(sum(cents), 0) from core.ledger_line"));
        var november = await server.GetAsync("months/2026-11");
        Assert.Equal(
            (decimal)november["tipEur"]! + (decimal)november["cacEur"]! + 9.64m,
            await server.AskAsync<decimal>("""
                select sum(cents) / 100.0 from core.ledger_line join core.ledger_entry on id = entry_id
                where account = 'gse' and kind = 'payable' and month = '2026-11-01'
                """));

        // A newer one: the further difference alone, two cents short of two euro.
        await TakeInAsync(server, Line("ricalcolo", tip + 11.99m, cac - 0.37m, 751, "20/12/2026", "31/12/2026"));
        proposal = (await server.GetAsync(October))["proposal"]!;
        Assert.Equal((tip + 10.01m, tip + 11.99m, 1.98m), Item(proposal, "tip"));
        Assert.Equal(0m, Item(proposal, "cac").Item3);
        Assert.Equal(HttpStatusCode.Conflict, (await TakeAsync(server.Client, new('f', 64), "secondo")).Status);
        Assert.Equal(HttpStatusCode.Created, (await TakeAsync(anna, (string)proposal["mark"]!, "secondo")).Status);
        await SumsAsync(server, tip + 11.99m, cac - 0.37m);
        var taken = (await server.GetAsync(October))["taken"]!.AsArray();
        Assert.Equal([10.01m, 1.98m], taken.Select(one => Item(one!, "tip").Item3));

        // What comes late now is in GSE's figure, or in its next: no correction of ours waits.
        await town.TellAsync(new Reading
        {
            Pod = ClosingTown.Lamp,
            Start = MarketHour.Of(new(2026, 10, 5)).ElementAt(3).Start,
            Minutes = 60,
            Withdrawn = ClosingTown.Kwh(2m),
        });
        Assert.All((await town.GateAsync("2026-11"))["corrections"]!.AsArray(), row => Assert.NotNull(row!["month"]));
        await SumsAsync(server, tip + 11.99m, cac - 0.37m);
    }

    [Fact]
    public async Task What_a_recalculation_leaves_out_stays_and_is_said_before_it_is_taken_in()
    {
        await using var town = await TownAsync();
        var server = town.Server;
        var before = await server.GetAsync("months/2026-10");
        var (tip, cac) = ((decimal)before["tipEur"]!, (decimal)before["cacEur"]!);
        await TakeInAsync(
            server,
            Line("completo", tip, cac, 745, "15/11/2026", "30/11/2026")
            + "10/2026;completo;;;;;altro;-3,21;15/11/2026;30/11/2026\n");
        var again = $"10/2026;ricalcolo;UP-A;{Eur(tip + 1m)};;745;;;01/12/2026;02/12/2026\n";
        var found = (await SendAsync(server, "statements/check", Header + again)).Answer;
        Assert.Equal(
            [("2026-10", "cac", cac, true), ("2026-10", "other", -3.21m, true)],
            found["leftOut"]!.AsArray().Select(one =>
                ((string)one!["month"]!, (string)one["what"]!, (decimal)one["eur"]!, (bool)one["stays"]!)));
        // Repeated as nothing, they are told.
        var whole = Line("ricalcolo", tip + 1m, cac, 745, "01/12/2026", "02/12/2026")
            + "10/2026;ricalcolo;;;;;altro;0,00;01/12/2026;02/12/2026\n";
        Assert.Empty((await SendAsync(server, "statements/check", Header + whole)).Answer["leftOut"]!.AsArray());
        var complete = Line("completo", tip + 1m, cac, 745, "01/12/2026", "02/12/2026");
        Assert.Empty((await SendAsync(server, "statements/check", Header + complete)).Answer["leftOut"]!.AsArray());

        await TakeInAsync(server, again);
        var proposal = (await server.GetAsync(October))["proposal"]!;
        Assert.Equal((cac, cac, 0m), Item(proposal, "cac"));
        Assert.Equal(["cac", "other"], proposal["kept"]!.AsArray().Select(word => (string)word!));

        // Taken back before anybody took it, there is nothing to take, and the mark of it is worth nothing.
        var import = (long)(await server.GetAsync("statements"))["imports"]![0]!["id"]!;
        Assert.Equal(HttpStatusCode.NoContent, (await server.PostAsync($"statements/{import}/undo", new { reason = "prova" })).Status);
        Assert.Equal("none", await StandingAsync(server));
        Assert.Equal(HttpStatusCode.Conflict, (await TakeAsync(server.Client, (string)proposal["mark"]!, "tardi")).Status);
        Assert.Equal(0L, await server.AskAsync<long>("select count(*) from core.recalculation"));
    }

    [Fact]
    public async Task An_open_month_or_none_to_take_the_difference_is_said_and_takes_nothing()
    {
        await using var town = await ClosingTown.StartAsync("2027-01-10T09:00:00Z", confirmed: true);
        var server = town.Server;
        await town.TellAsync(2026, 10, reading => reading);
        var tip = (decimal)(await server.GetAsync("months/2026-10"))["tipEur"]!;
        await TakeInAsync(server, Line("ricalcolo", tip + 1m, 0m, 745, "01/12/2026", "02/12/2026"));
        Assert.Equal("open", await StandingAsync(server));
        Assert.Equal(HttpStatusCode.OK, (await ClosingTown.PassAsync(server.Client, "2026-10", "closed", 0)).Status);
        var page = await server.GetAsync(October);
        Assert.Equal("no_open_month", (string)page["standing"]!);
        Assert.Null(page["proposal"]!["into"]);
        Assert.Equal(HttpStatusCode.Conflict, (await TakeAsync(server.Client, (string)page["proposal"]!["mark"]!, "subito")).Status);
        await server.RefusesAsync("reconciliation/ottobre/recalculation", HttpStatusCode.BadRequest);
        Assert.Equal("none", (string)(await server.GetAsync("reconciliation/2024-01/recalculation"))["standing"]!);
    }

    /// <summary>October closed, November settled and open.</summary>
    private static async Task<ClosingTown> TownAsync()
    {
        var town = await ClosingTown.StartAsync("2027-01-10T09:00:00Z", confirmed: true);
        await town.TellAsync(2026, 10, reading => reading);
        await town.TellAsync(2026, 11, reading => reading);
        Assert.Equal(HttpStatusCode.OK, (await ClosingTown.PassAsync(town.Server.Client, "2026-10", "closed", 0)).Status);
        return town;
    }

    private static string Line(string kind, decimal tip, decimal cac, int kwh, string published, string paid) =>
        $"10/2026;{kind};UP-A;{Eur(tip)};{Eur(cac)};{kwh};;;{published};{paid}\n";

    private static string Eur(decimal eur) => eur.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');

    private static decimal Tenth(decimal eur) => decimal.Round(eur / 10m, 2, MidpointRounding.AwayFromZero);

    /// <summary>Half of what the fund leaves, in cents; the odd one is the first's.</summary>
    private static decimal Half(decimal eur, bool first)
    {
        var cents = (long)((eur - Tenth(eur)) * 100m);
        return ((cents / 2) + (first ? cents % 2 : 0)) / 100m;
    }

    private static (decimal Before, decimal After, decimal Difference) Item(JsonNode of, string name)
    {
        var item = of["items"]!.AsArray().Single(one => (string)one!["item"]! == name)!;
        return ((decimal)item["beforeEur"]!, (decimal)item["afterEur"]!, (decimal)item["differenceEur"]!);
    }

    /// <summary>Closed, corrections and recalculations are what GSE advised last, and so are the parts of members and funds.</summary>
    private static async Task SumsAsync(StaffServer server, decimal tip, decimal cac)
    {
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{tip:0.00} {cac:0.00}"), (await server.AskAsync<string>("""
            select ((settled.tip_cents + taken.tip) / 100.0)::numeric(12, 2) || ' '
              || ((settled.cac_cents + taken.cac) / 100.0)::numeric(12, 2)
            from core.standing_month as settled_now
            join core.settlement_month as settled using (community_id, month, run_id)
            cross join (select sum(tip_cents) as tip, sum(cac_cents) as cac from core.recalculation) as taken
            where settled_now.month = '2026-10-01'
            """)));
        Assert.True(await server.AskAsync<bool>("""
            select bool_and((taken.tip_cents, taken.cac_cents, taken.surplus_cents) = (parts.tip, parts.cac, parts.surplus))
            from core.recalculation as taken
            cross join lateral (
              select sum(tip_cents + surplus_cents)::bigint as tip, sum(cac_cents)::bigint as cac, sum(surplus_cents)::bigint as surplus
              from core.recalculation_line as line where line.corrects = taken.corrects and line.number = taken.number
                and line.unit_id = 0) as parts
            """));
    }

    private static async Task<string> StandingAsync(StaffServer server) => (string)(await server.GetAsync(October))["standing"]!;

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> TakeAsync(HttpClient client, string mark, string reason)
    {
        using var answer = await client.PostAsJsonAsync(Path(October), new { mark, reason }, Cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!);
    }

    private static async Task ApproveAsync(StaffServer server, string month, params HttpClient[] people)
    {
        foreach (var person in people)
        {
            var mark = (string)(await server.GetAsync($"payables/{month}"))["payable"]!["mark"]!;
            using var answer = await person.PostAsJsonAsync(Path($"payables/{month}/approve"), new { mark }, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private static Task<long> AlarmsAsync(StaffServer server) =>
        server.AskAsync<long>("select count(*) from core.alarm where key like 'gse/%' and resolved_at is null");

    private static async Task<JsonNode> HeldAsync(StaffServer server)
    {
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("reconciliation?year=2026", new { })).Status);
        return (await server.GetAsync("reconciliation?year=2026"))["months"]!.AsArray().Single()!;
    }

    private static async Task ReceiveAsync(StaffServer server, string kind, decimal eur, string day)
    {
        var entry = new { standing = "received", month = "2026-10", kind, eur, day, source = "prova" };
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("money/entries", entry)).Status);
    }

    private static async Task TakeInAsync(StaffServer server, string lines)
    {
        var preview = (await SendAsync(server, "statements/check", Header + lines)).Answer;
        Assert.True((bool)preview["whole"]!, preview.ToJsonString());
        Assert.Equal(
            HttpStatusCode.Created, (await SendAsync(server, $"statements?sha256={preview["sha256"]}", Header + lines)).Status);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(StaffServer server, string path, string text)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        using var answer = await server.Client.PostAsync(Path(path), content, Cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!);
    }

    private static string Path(string rest) => $"/api/communities/{StaffServer.Code}/{rest}";
}
