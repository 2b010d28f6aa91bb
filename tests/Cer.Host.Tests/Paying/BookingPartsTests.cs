using System.Net;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;
using static Cer.Host.Tests.Viewing.StaffCalls;

namespace Cer.Host.Tests.Paying;

/// <summary>A payment of GSE that is of two months: guessed from its statements, booked in parts, taken back whole.</summary>
public sealed class BookingPartsTests
{
    // 40.00 less the 10.00 of the advance; 50.00 of an advance: GSE pays both on the last working day of June.
    private const string Statements = """
        mese;tipo;up;c_aci_eur;voce;importo_eur;pubblicato
        10/2025;completo;UP-SCUOLA;40,00;;;15/05/2026
        10/2025;completo;;;Recupero acconti;-10,00;15/05/2026
        11/2025;acconto;UP-SCUOLA;50,00;;;20/05/2026

        """;

    private static readonly object[] Both =
    [
        new { @as = "money", month = "2025-10", kind = "complete", eur = 30m },
        new { @as = "money", month = "2025-11", kind = "advance", eur = 50m },
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_movement_of_two_months_is_guessed_booked_in_parts_and_taken_back_whole()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre", "2027-06-10T09:00:00Z");
        using var boss = await server.SignInAsync("capo", Role.Administrator);
        var preview = await SendAsync(server.Client, "statements/check", Statements, HttpStatusCode.OK);
        await SendAsync(server.Client, $"statements?sha256={preview["sha256"]}", Statements, HttpStatusCode.Created);
        var taken = await SendAsync(
            server.Client, "bank/imports?dayColumn=Data&amountColumn=Importo&wordsColumn=Causale",
            "Data;Causale;Importo\n30/06/2026;BONIFICO GSE;80,00\n30/06/2026;GSE;81,00\n", HttpStatusCode.Created);
        Assert.Equal(2, (int)taken["unmatched"]!);
        var movements = (await server.GetAsync("bank/movements")).AsArray().ToDictionary(one => (decimal)one!["eur"]!, one => one!);
        Assert.Empty(movements[81m]["likely"]!.AsArray());
        var likely = movements[80m]["likely"]!.AsArray();
        Assert.Equal(
            [("money", "2025-10", "complete", 30m), ("money", "2025-11", "advance", 50m)],
            likely.Select(one => ((string)one!["as"]!, (string)one["month"]!, (string)one["kind"]!, (decimal)one["eur"]!)));
        var book = $"bank/movements/{movements[80m]["id"]}/book";

        await PostAsync(boss, book, new { @as = "parts", reason = "x" }, HttpStatusCode.BadRequest);
        await PostAsync(boss, book, new { @as = "parts", parts = new object?[] { null }, reason = "x" }, HttpStatusCode.BadRequest);
        await PostAsync(boss, book, new { @as = "parts", parts = Enumerable.Repeat(Both[0], 61), reason = "x" }, HttpStatusCode.BadRequest);
        var fraction = new { @as = "money", month = "2025-10", kind = "fee", eur = 30.001m };
        var wrong = await PostAsync(
            boss, book, new { @as = "parts", parts = new object[] { Both[0], fraction }, reason = "x" }, HttpStatusCode.BadRequest);
        Assert.StartsWith("Part 2: Found no amount, expected euro", (string)wrong["detail"]!, StringComparison.Ordinal);
        await PostAsync(boss, book, new { @as = "parts", parts = Both[..1], reason = "x" }, HttpStatusCode.Conflict);
        Assert.Equal(0L, await server.AskAsync<long>("select count(*) from core.money_entry"));

        await PostAsync(boss, book, new { @as = "parts", parts = likely, reason = "conti GSE" }, HttpStatusCode.Created);
        await PostAsync(boss, book, new { @as = "parts", parts = likely, reason = "di nuovo" }, HttpStatusCode.Conflict);
        Assert.Equal([(1, 2, 30m, true), (2, 2, 50m, true)], await BookingsAsync(server));
        Assert.Equal((30m, 50m), (await ReceivedAsync(server, "2025-10"), await ReceivedAsync(server, "2025-11")));
        Assert.Equal("advance_paid 2025-11 t", await server.AskAsync<string>(Mark));

        var entry = await server.AskAsync<long>("select min(id) from core.money_entry");
        await PostAsync(boss, $"money/entries/{entry}/reverse", new { reason = "una sola" }, HttpStatusCode.Conflict);
        await PostAsync(boss, $"bank/movements/{movements[80m]["id"]}/undo", new { reason = "mese sbagliato" }, HttpStatusCode.Created);
        Assert.Equal([(1, 2, 30m, false), (2, 2, 50m, false)], await BookingsAsync(server));
        Assert.Equal((0m, 0m), (await ReceivedAsync(server, "2025-10"), await ReceivedAsync(server, "2025-11")));
        Assert.Equal("advance_paid 2025-11 f", await server.AskAsync<string>(Mark));
        Assert.Equal(0m, (decimal)(await server.GetAsync("ledger"))["lines"]!.AsArray().Sum(line => (decimal)line!["balanceEur"]!));
        var again = (await server.GetAsync("bank/movements")).AsArray().Single(one => (decimal)one!["eur"]! == 80m)!;
        Assert.Equal(likely.ToJsonString(), again["likely"]!.ToJsonString());
        await PostAsync(boss, book, new { @as = "parts", parts = Both, reason = "conti GSE" }, HttpStatusCode.Created);
    }

    private const string Mark = """
        select concat_ws(' ', kind, to_char(of_month, 'YYYY-MM'), done::text::char) from core.deadline_mark
        where kind = 'advance_paid' order by id desc limit 1
        """;

    private static async Task<(int, int, decimal, bool)[]> BookingsAsync(StaffServer server) =>
    [
        .. (await server.GetAsync("bank/bookings")).AsArray()
            .Select(one => ((int)one!["part"]!, (int)one["parts"]!, (decimal)one["eur"]!, (bool)one["stands"]!)),
    ];

    private static async Task<decimal> ReceivedAsync(StaffServer server, string month) =>
        (decimal?)(await server.GetAsync("money?year=2025"))["months"]!.AsArray()
            .Single(one => (string)one!["month"]! == month)!["receivedEur"] ?? 0m;
}
