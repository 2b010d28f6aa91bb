using System.Net;
using System.Net.Http.Json;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;
using static Cer.Host.Tests.Viewing.StaffCalls;

namespace Cer.Host.Tests.Paying;

/// <summary>What the bank tells and nobody sent: booked by hand, taken back by counter-entries; entries that two people make.</summary>
public sealed class BookingTests
{
    private const string Api = $"/api/communities/{StaffServer.Code}";

    private const string Table = """
        Data operazione;Descrizione;Movimento
        05/06/2027;GSE ACCONTO OTTOBRE;1.500,00
        06/06/2027;RESTITUZIONE BONIFICO DOPPIO;40,00
        07/06/2027;CANONE CONTO;-2,50
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Movements_without_a_payment_are_booked_and_taken_back_and_the_books_stay_in_balance()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre", "2027-06-10T09:00:00Z");
        using var boss = await server.SignInAsync("capo", Role.Administrator);
        var check = "bank/layouts/check?dayColumn=Data operazione&amountColumn=Movimento&wordsColumn=Descrizione";
        var seen = await SendAsync(boss, $"{check}&decimalMark=,&dayForm=dd/MM/uuuu", Table, HttpStatusCode.OK);
        Assert.Equal((3, 1540m, -2.5m), ((int)seen["count"]!, (decimal)seen["inEur"]!, (decimal)seen["outEur"]!));
        await SendAsync(boss, $"{check}&decimalMark=.", Table, HttpStatusCode.BadRequest);
        await SendAsync(boss, $"{check}&dayForm=MM/dd/uuuu", Table.Replace("05/06", "25/06", StringComparison.Ordinal),
            HttpStatusCode.BadRequest);
        var layout = new
        {
            name = "Banca di prova",
            dayColumn = "Data operazione",
            amountColumn = "Movimento",
            wordsColumn = "Descrizione",
            decimalMark = ",",
            dayForm = "dd/MM/uuuu",
        };
        Assert.Equal(1, (int)(await PostAsync(boss, "bank/layouts", layout, HttpStatusCode.Created))["version"]!);
        Assert.Equal(1, (int)(await PostAsync(boss, "bank/layouts", layout, HttpStatusCode.Created))["version"]!);
        Assert.Equal(2, (int)(await PostAsync(boss, "bank/layouts", layout with { dayForm = "" }, HttpStatusCode.Created))["version"]!);
        Assert.Null((string?)(await server.GetAsync("bank/layouts")).AsArray().Single()!["dayForm"]);
        await SendAsync(boss, "bank/imports?layout=Altra", Table, HttpStatusCode.BadRequest);
        var taken = await SendAsync(boss, "bank/imports?layout=Banca di prova", Table, HttpStatusCode.Created);
        Assert.Equal(3, (int)taken["unmatched"]!);
        var movements = (await server.GetAsync("bank/movements")).AsArray()
            .ToDictionary(one => (decimal)one!["eur"]!, one => (int)one!["id"]!);

        await PostAsync(server.Client, $"bank/movements/{movements[1500m]}/book", new { }, HttpStatusCode.Forbidden);
        await PostAsync(boss, $"bank/movements/{movements[1500m]}/book", new { @as = "money", month = "2025-10", kind = "x", reason = "y" },
            HttpStatusCode.BadRequest);
        await PostAsync(boss, $"bank/movements/{movements[1500m]}/book",
            new { @as = "money", month = "2027-07", kind = "advance", reason = "dopo" }, HttpStatusCode.Conflict);
        await PostAsync(boss, "bank/movements/999/book", new { @as = "other", account = "fee", reason = "x" }, HttpStatusCode.NotFound);
        await PostAsync(boss, $"bank/movements/{movements[1500m]}/book",
            new { @as = "money", month = "2025-10", kind = "advance", reason = "avviso GSE 12" }, HttpStatusCode.Created);
        await PostAsync(boss, $"bank/movements/{movements[1500m]}/book",
            new { @as = "money", month = "2025-10", kind = "advance", reason = "di nuovo" }, HttpStatusCode.Conflict);
        var money = await server.GetAsync("money?year=2025");
        var month = money["months"]!.AsArray().Single(one => (string)one!["month"]! == "2025-10")!;
        Assert.Equal(1500m, (decimal)month["receivedEur"]!);

        var member = (int)(await server.GetAsync("payables/2025-10"))["lines"]!.AsArray()
            .First(line => line!["memberId"] is not null)!["memberId"]!;
        await PostAsync(boss, $"bank/movements/{movements[40m]}/book",
            new { @as = "member", memberId = 99999, reason = "restituzione" }, HttpStatusCode.Conflict);
        await PostAsync(boss, $"bank/movements/{movements[40m]}/book",
            new { @as = "member", memberId = member, reason = "restituzione" }, HttpStatusCode.Created);
        await PostAsync(boss, $"bank/movements/{movements[-2.5m]}/book",
            new { @as = "other", account = "fee", reason = "canone" }, HttpStatusCode.Created);
        Assert.Empty((await server.GetAsync("bank/movements")).AsArray());
        Assert.Equal(
            new Dictionary<string, decimal> { ["bank"] = 1537.5m, ["gse"] = -1500m, ["fee"] = 2.5m, ["member"] = -40m },
            await BalancesAsync(server));

        await PostAsync(boss, $"bank/movements/{movements[1500m]}/undo", new { reason = "" }, HttpStatusCode.BadRequest);
        await PostAsync(boss, $"bank/movements/{movements[1500m]}/undo", new { reason = "mese sbagliato" }, HttpStatusCode.Created);
        await PostAsync(boss, $"bank/movements/{movements[1500m]}/undo", new { reason = "mese sbagliato" }, HttpStatusCode.Conflict);
        await PostAsync(boss, $"bank/movements/{movements[40m]}/undo", new { reason = "non era sua" }, HttpStatusCode.Created);
        Assert.Equal(
            [1500m, 40m],
            (await server.GetAsync("bank/movements")).AsArray().Select(one => (decimal)one!["eur"]!).OrderDescending());
        Assert.Equal(
            new Dictionary<string, decimal> { ["bank"] = -2.5m, ["gse"] = 0m, ["fee"] = 2.5m, ["member"] = 0m },
                await BalancesAsync(server));
        await PostAsync(boss, $"bank/movements/{movements[1500m]}/book",
            new { @as = "sale", month = "2025-11", kind = "sale", reason = "avviso RID 3" }, HttpStatusCode.Created);
        var bookings = (await server.GetAsync("bank/bookings")).AsArray();
        Assert.Equal(
            [(1500m, "money", false), (1500m, "sale", true), (40m, "member", false), (-2.5m, "other", true)],
            bookings.Select(one => ((decimal)one!["eur"]!, (string)one["as"]!, (bool)one["stands"]!))
                .OrderByDescending(one => one.Item1).ThenBy(one => one.Item2, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Where_two_people_are_asked_for_an_entry_waits_for_the_second_and_never_for_oneself()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        using var boss = await server.SignInAsync("capo", Role.Administrator);
        using var anna = await server.SignInAsync("anna", Role.Accountant);
        object Entry(string key) => new
        {
            day = "2027-05-31",
            document = "F24 5/2027",
            words = "ritenute versate",
            key,
            lines = new[] { new { account = "tax", eur = 80m }, new { account = "bank", eur = -80m } },
        };
        Assert.Equal(1, (int)(await PostAsync(anna, "ledger/entries", Entry("a"), HttpStatusCode.Created))["id"]!);
        using (var rule = await boss.PutAsJsonAsync($"{Api}/approval-rule", new { approvers = 2, reason = "art. 7" }, Cancellation))
            Assert.Equal(HttpStatusCode.NoContent, rule.StatusCode);
        var proposal = (int)(await PostAsync(anna, "ledger/entries", Entry("b"), HttpStatusCode.Accepted))["proposal"]!;
        Assert.Equal(proposal, (int)(await PostAsync(anna, "ledger/entries", Entry("b"), HttpStatusCode.Accepted))["proposal"]!);
        var waiting = await server.GetAsync("ledger/proposals");
        Assert.True((bool)waiting["needsTwo"]!);
        Assert.Equal("ritenute versate", (string)waiting["waiting"]!.AsArray().Single()!["words"]!);
        Assert.Equal(-80m, (await BalancesAsync(server))["bank"]);
        await PostAsync(anna, $"ledger/proposals/{proposal}/agree", new { }, HttpStatusCode.Conflict);
        await PostAsync(server.Client, $"ledger/proposals/{proposal}/agree", new { }, HttpStatusCode.Forbidden);
        Assert.Equal(2, (int)(await PostAsync(boss, $"ledger/proposals/{proposal}/agree", new { }, HttpStatusCode.Created))["id"]!);
        Assert.Equal(-160m, (await BalancesAsync(server))["bank"]);
        await PostAsync(boss, $"ledger/proposals/{proposal}/agree", new { }, HttpStatusCode.NotFound);
        var second = (int)(await PostAsync(anna, "ledger/entries", Entry("c"), HttpStatusCode.Accepted))["proposal"]!;
        await PostAsync(boss, $"ledger/proposals/{second}/turn-down", new { reason = "già scritta" }, HttpStatusCode.NoContent);
        Assert.Empty((await server.GetAsync("ledger/proposals"))["waiting"]!.AsArray());
        Assert.Equal(-160m, (await BalancesAsync(server))["bank"]);
        await PostAsync(anna, "ledger/entries/2/reverse", new { reason = "doppia" }, HttpStatusCode.Created);
        Assert.Equal(-80m, (await BalancesAsync(server))["bank"]);
    }

    private static async Task<Dictionary<string, decimal>> BalancesAsync(StaffServer server)
    {
        var trial = await server.GetAsync("ledger");
        Assert.Equal((decimal)trial["debitEur"]!, (decimal)trial["creditEur"]!);
        return trial["lines"]!.AsArray().GroupBy(line => (string)line!["account"]!)
            .ToDictionary(account => account.Key, account => account.Sum(line => (decimal)line!["balanceEur"]!));
    }
}
