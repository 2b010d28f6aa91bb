using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Operations.Tests.Reconciling;

namespace Cer.Year.Tests;

/// <summary>GSE's credits come as the bank tells them, in its account statement, and are booked from there.</summary>
internal static class BankedYear
{
    public const string Holder = "CER di Magliano (inventata)";

    /// <summary>The community's account: a statement of another one is refused.</summary>
    public static Task OpenAsync(YearTown town) =>
        town.Boss.PutAsync("bank/account", new { iban = Ibans.Of(1), holder = Holder, reason = "contratto" });

    /// <summary>Takes the credits of a year in as one statement and books each; gives of how many it was proposed what they are.</summary>
    public static async Task<int> BookAsync(YearTown town, GseYear year)
    {
        (int Month, GseCredit Credit)[] credits =
            [.. year.Months.SelectMany(one => one.Credits.Select(credit => (one.Month, credit)))];
        var taken = await ImportAsync(town, credits);
        Assert.Equal((credits.Length, 0), ((int)taken["unmatched"]!, (int)taken["known"]!));
        var movements = (await town.Boss.GetAsync("bank/movements")).AsArray();
        var guessed = 0;
        foreach (var (month, credit) in credits)
        {
            var movement = movements.Single(one => (string?)one!["reference"] == Reference(month, credit))!;
            Assert.Equal(credit.Amount.Eur, (decimal)movement["eur"]!);
            // What is guessed of one month is what it is; of two, one of them is.
            var likely = movement["likely"]!.AsArray();
            Assert.True(
                likely.Count == 0
                    || likely.Any(one => (string)one!["month"]! == ClosedYear.Month(month) && (string)one["kind"]! == credit.Kind),
                $"{month} {credit.Kind}: {likely}");
            if (likely.Count == 1) guessed++;
            await BookAsync(town, movement, month, credit);
        }

        return guessed;
    }

    /// <summary>A later credit, by a statement of its own.</summary>
    public static async Task BookAsync(YearTown town, int month, GseCredit credit)
    {
        await ImportAsync(town, [(month, credit)]);
        var movement = (await town.Boss.GetAsync("bank/movements")).AsArray()
            .Single(one => (string?)one!["reference"] == Reference(month, credit))!;
        await BookAsync(town, movement, month, credit);
    }

    /// <summary>What was booked whole on one month is taken back, and booked on the two whose it was, as is guessed.</summary>
    public static async Task SplitAsync(YearTown town, int month)
    {
        var booked = (await town.Boss.GetAsync("bank/bookings")).AsArray().Single(one =>
            (bool)one!["stands"]! && (string?)one["month"] == ClosedYear.Month(month + 1) && (string)one["kind"]! == "complete")!;
        var id = (int)booked["movement"]!;
        await town.Boss.PostAsync($"bank/movements/{id}/undo", new { reason = "accredito di due mesi" }, HttpStatusCode.Created);
        var movement = (await town.Boss.GetAsync("bank/movements")).AsArray().Single(one => (int)one!["id"]! == id)!;
        var likely = movement["likely"]!.AsArray();
        Assert.Equal(
            [(ClosedYear.Month(month), "complete", 37.40m), (ClosedYear.Month(month + 1), "complete", (decimal)booked["eur"]! - 37.40m)],
            likely.Select(one => ((string)one!["month"]!, (string)one["kind"]!, (decimal)one["eur"]!)));
        await town.Boss.PostAsync(
            $"bank/movements/{id}/book", new { @as = "parts", parts = likely, reason = "conti del GSE" }, HttpStatusCode.Created);
    }

    private static async Task BookAsync(YearTown town, JsonNode movement, int month, GseCredit credit) => await town.Boss.PostAsync(
        $"bank/movements/{movement["id"]}/book",
        new { @as = "money", month = ClosedYear.Month(month), kind = credit.Kind, reason = "avviso del GSE" },
        HttpStatusCode.Created);

    private static Task<JsonNode> ImportAsync(YearTown town, IReadOnlyList<(int Month, GseCredit Credit)> credits) =>
        town.Boss.SendAsync("bank/imports", Statement(credits), "application/xml", HttpStatusCode.Created);

    private static string Reference(int month, GseCredit credit) => $"GSE-{ClosedYear.Month(month)}-{credit.Kind}";

    /// <summary>An account statement (camt.053.001.08) with GSE's payments.</summary>
    private static byte[] Statement(IReadOnlyList<(int Month, GseCredit Credit)> credits) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>GSE</MsgId></GrpHdr>
        <Stmt><Id>GSE</Id><Acct><Id><IBAN>{Ibans.Of(1)}</IBAN></Id></Acct>
        {string.Concat(credits.Select(one => Entry(one.Month, one.Credit)))}
        </Stmt></BkToCstmrStmt></Document>
        """);

    private static string Entry(int month, GseCredit credit) => string.Create(CultureInfo.InvariantCulture, $"""
        <Ntry><Amt Ccy="EUR">{Math.Abs(credit.Amount.Eur):0.00}</Amt><CdtDbtInd>{(credit.Amount.Cents < 0 ? "DBIT" : "CRDT")}</CdtDbtInd>
        <Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{credit.Day:uuuu-MM-dd}</Dt></BookgDt><AcctSvcrRef>{Reference(month, credit)}</AcctSvcrRef>
        <NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Gestore dei Servizi Energetici</Nm></Pty></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry>
        """);
}
