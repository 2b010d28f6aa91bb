using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Cer.Exchange.Sheets;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;
using static Cer.Host.Tests.Viewing.StaffCalls;

namespace Cer.Host.Tests.Paying;

/// <summary>A settled month from its approval to what the bank says of its payments, by the addresses that the pages use.</summary>
public sealed class PayoutTests
{
    private const string Api = $"/api/communities/{StaffServer.Code}";
    private const string Own = "IT56B9999999999000000000001";
    private static readonly XNamespace Pain = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_is_paid_by_a_file_one_payment_comes_back_and_goes_out_again()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        using var anna = await server.SignInAsync("anna", Role.Approver);
        using var bruno = await server.SignInAsync("bruno", Role.Approver);
        using var boss = await server.SignInAsync("capo", Role.Administrator);
        var mark = (string)(await server.GetAsync("payables/2025-10"))["payable"]!["mark"]!;
        foreach (var client in new[] { anna, bruno }) await PostAsync(client, "payables/2025-10/approve", new { mark }, HttpStatusCode.OK);
        var lines = (await server.GetAsync("payables/2025-10"))["lines"]!.AsArray();
        var owed = lines.Where(line => line!["memberId"] is not null).ToDictionary(line => (int)line!["memberId"]!, line =>
            (decimal)line!["netEur"]!);
        var gross = lines.Sum(line => (decimal)line!["grossEur"]!);
        var trial = await server.GetAsync("ledger");
        Assert.Equal((gross, gross), ((decimal)trial["debitEur"]!, (decimal)trial["creditEur"]!));
        Assert.Equal(gross, (decimal)trial["lines"]!.AsArray().Single(line => (string)line!["account"]! == "gse")!["balanceEur"]!);

        // Nothing came in yet, nobody has an account: nothing can be paid, and it is said why.
        var draft = await server.GetAsync("payouts/draft");
        Assert.Empty(draft["payments"]!.AsArray());
        Assert.All(draft["leftOpen"]!.AsArray(), left => Assert.Equal("not_received", (string)left!["reason"]!));
        Assert.True((bool)draft["checks"]!.AsArray().Single()!["surplus"]!["met"]!);
        await PostAsync(boss, "money/entries", new
        {
            standing = "received",
            month = "2025-10",
            kind = "complete",
            eur = gross,
            day = "2026-01-30",
            source = "CRO 1"
        }, HttpStatusCode.Created);
        var payees = owed.Where(one => one.Value > 0).Take(3).ToArray();
        Assert.Equal(3, payees.Length);
        string[] accounts = ["IT33C9999999999000000000002", "IT10D9999999999000000000003", "IT84E9999999999000000000004"];
        for (var i = 0; i < 3; i++)
            await PostAsync(server.Client, $"bank/members/{payees[i].Key}", new
            {
                iban = accounts[i],
                holder = $"Titolare {i}",
                reason = "modulo"
            }, HttpStatusCode.Created);
        await PostAsync(server.Client, $"bank/members/{payees[0].Key}", new
        {
            iban = accounts[0][..^1] + "9",
            holder = "x",
            reason = "x"
        }, HttpStatusCode.BadRequest);
        await PostAsync(server.Client, "bank/members/999999", new { iban = accounts[0], holder = "x", reason = "x" },
            HttpStatusCode.NotFound);
        using (var set = await boss.PutAsJsonAsync($"{Api}/bank/account", new
        {
            iban = Own,
            holder = "CER di Magliano",
            reason = "contratto"
        }, Cancellation))
            Assert.Equal(HttpStatusCode.Created, set.StatusCode);

        // The operator sees that there is an account, the approver which one.
        Assert.Equal("IT33 **** 0002", AccountOf(await server.GetAsync("bank"), payees[0].Key));
        Assert.Equal(accounts[0], AccountOf(JsonNode.Parse(await anna.GetStringAsync($"{Api}/bank", Cancellation))!, payees[0].Key));

        draft = await server.GetAsync("payouts/draft?day=2027-06-07");
        Assert.Equal(payees.Sum(one => one.Value), (decimal)draft["totalEur"]!);
        Assert.Equal(owed.Count(one => one.Value > 0) - 3, draft["leftOpen"]!.AsArray().Count(left =>
            (string)left!["reason"]! == "no_account"));
        var seen = (string)draft["mark"]!;
        await PostAsync(server.Client, "payouts", new { day = "2027-06-06", mark = seen }, HttpStatusCode.Conflict);
        await PostAsync(server.Client, "payouts", new { day = "2027-06-07", mark = new string('0', 64) }, HttpStatusCode.Conflict);
        await PostAsync(anna, "payouts", new { day = "2027-06-07", mark = seen }, HttpStatusCode.Forbidden);
        await PostAsync(server.Client, "payouts", new { day = "2027-06-07", mark = seen }, HttpStatusCode.Created);
        await PostAsync(boss, "payouts/1/approve", new { mark = seen }, HttpStatusCode.Forbidden);
        await PostAsync(server.Client, "payouts/1/file", new { }, HttpStatusCode.Conflict);
        await PostAsync(anna, "payouts/1/approve", new { mark = seen }, HttpStatusCode.OK);
        await PostAsync(anna, "payouts/1/approve", new { mark = seen }, HttpStatusCode.Conflict);
        await PostAsync(bruno, "payouts/1/approve", new { mark = seen }, HttpStatusCode.OK);
        // Flows that wait for approvals hear of each that counted.
        Assert.Equal(2L, await server.AskAsync<long>("select count(*) from wf.inbox where payload ->> 'name' = 'cer:payout:1'"));
        await PostAsync(server.Client, "payouts/1/file", new { }, HttpStatusCode.OK);
        var file = await server.Client.GetByteArrayAsync($"{Api}/payouts/1/file", Cancellation);
        await PostAsync(server.Client, "payouts/1/file", new { }, HttpStatusCode.OK);
        Assert.Equal(file, await server.Client.GetByteArrayAsync($"{Api}/payouts/1/file", Cancellation));
        var batch = (await server.GetAsync("payouts"))[0]!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), (string)batch["fileSha256"]!);
        var told = XDocument.Parse(Encoding.UTF8.GetString(file)).Descendants(Pain + "CdtTrfTxInf").ToDictionary(
            one => one.Descendants(Pain + "CdtrAcct").Single().Value, one =>
                (Id: one.Descendants(Pain + "EndToEndId").Single().Value, Eur: one.Descendants(Pain + "InstdAmt").Single().Value));
        for (var i = 0; i < 3; i++)
            Assert.Equal(payees[i].Value, decimal.Parse(told[accounts[i]].Eur, System.Globalization.CultureInfo.InvariantCulture));

        // The bank books two of three; the third comes back a day later.
        var statement = Statement([.. accounts.Select(one => ("DBIT", told[one].Eur, told[one].Id, false)), ("CRDT",
            told[accounts[2]].Eur, told[accounts[2]].Id, true), ("CRDT", "12.34", "", false)]);
        var taken = await ImportAsync(server.Client, statement, HttpStatusCode.Created);
        Assert.Equal((3, 1, 1), ((int)taken["booked"]!, (int)taken["returned"]!, (int)taken["unmatched"]!));
        Assert.True((bool)(await ImportAsync(server.Client, statement, HttpStatusCode.OK))["again"]!);
        await ImportAsync(server.Client, "<!DOCTYPE x []><Document/>", HttpStatusCode.BadRequest);
        Assert.Equal(12.34m, (decimal)(await server.GetAsync("bank/movements")).AsArray().Single()!["eur"]!);
        Assert.Equal("done", (string)(await server.GetAsync("payouts"))[0]!["state"]!);
        draft = await server.GetAsync("payouts/draft?day=2027-06-07");
        var again = draft["payments"]!.AsArray().Single()!;
        Assert.Equal((payees[2].Key, payees[2].Value), ((int)again["memberId"]!, (decimal)again["eur"]!));

        trial = await server.GetAsync("ledger");
        Assert.Equal((decimal)trial["debitEur"]!, (decimal)trial["creditEur"]!);
        var bank = trial["lines"]!.AsArray().Single(line => (string)line!["account"]! == "bank")!;
        Assert.Equal(gross - payees[0].Value - payees[1].Value, (decimal)bank["balanceEur"]!);
        await WorkbookAsync(server, boss);
        var table = await server.CsvAsync("ledger");
        Assert.Equal(trial["lines"]!.AsArray().Count + 1, table.Length);
        var sheet = (await server.GetAsync($"ledger/account?account=member&member={payees[2].Key}")).AsArray();
        Assert.Equal(["payable", "sent", "returned"], sheet.Select(line => (string)line!["kind"]!));
        Assert.Equal(-payees[2].Value, (decimal)sheet[^1]!["balanceEur"]!);
    }

    [Fact]
    public async Task A_community_of_the_Tesoreria_Unica_gets_a_list_for_its_treasurer_and_tells_itself_what_became_of_it()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        using var boss = await server.SignInAsync("capo", Role.Administrator);
        using var anna = await server.SignInAsync("anna", Role.Approver);
        using (var rule = await boss.PutAsJsonAsync($"{Api}/approval-rule", new { approvers = 1, reason = "art. 7" }, Cancellation))
            Assert.Equal(HttpStatusCode.NoContent, rule.StatusCode);
        using (var rule = await boss.PutAsJsonAsync($"{Api}/payout-rule", new
        {
            leastEur = 1,
            retainedPercent = 0,
            receivedOnly = false,
            reason = "art. 9"
        }, Cancellation))
            Assert.Equal(HttpStatusCode.NoContent, rule.StatusCode);
        var mark = (string)(await server.GetAsync("payables/2025-10"))["payable"]!["mark"]!;
        await PostAsync(anna, "payables/2025-10/approve", new { mark }, HttpStatusCode.OK);
        using (var set = await boss.PutAsJsonAsync($"{Api}/bank/account", new
        {
            treasury = "0123456",
            holder = "Comune",
            reason = "tabella A"
        }, Cancellation))
            Assert.Equal(HttpStatusCode.Created, set.StatusCode);
        var member = (int)(await server.GetAsync("payables/2025-10"))["lines"]!.AsArray().First(line =>
            line!["memberId"] is not null && (decimal)line["netEur"]! > 1)!["memberId"]!;
        await PostAsync(boss, $"bank/members/{member}", new { treasury = "7654321", holder = "=Comune", reason = "tabella A" },
            HttpStatusCode.Created);
        var draft = await server.GetAsync("payouts/draft?day=2027-06-07");
        Assert.True((bool)draft["isList"]!);
        await PostAsync(boss, "payouts", new { day = "2027-06-07", mark = (string)draft["mark"]! }, HttpStatusCode.Created);
        await PostAsync(anna, "payouts/1/approve", new { mark = (string)draft["mark"]! }, HttpStatusCode.OK);
        await PostAsync(boss, "payouts/1/file", new { }, HttpStatusCode.OK);
        var list = await boss.GetStringAsync($"{Api}/payouts/1/file", Cancellation);
        Assert.Contains("\"'=Comune\";;7654321;", list, StringComparison.Ordinal);
        await PostAsync(boss, "payouts/1/outcomes", new { kind = "booked", day = "2027-05-31" }, HttpStatusCode.OK);
        await PostAsync(boss, "payouts/1/outcomes", new { kind = "booked", day = "2027-05-31" }, HttpStatusCode.Conflict);
        await PostAsync(boss, "payouts/1/outcomes", new { kind = "lost", day = "2027-05-31" }, HttpStatusCode.BadRequest);
        Assert.Equal("booked", (string)(await server.GetAsync("payouts"))[0]!["payments"]![0]!["state"]!);
    }

    /// <summary>The workbook that is handed out has the numbers of the screen, and is the same for ever.</summary>
    private static async Task WorkbookAsync(StaffServer server, HttpClient boss)
    {
        await PostAsync(server.Client, "year-account", new { year = 2027 }, HttpStatusCode.Forbidden);
        await PostAsync(boss, "year-account", new { year = 2027 }, HttpStatusCode.Created);
        var screen = await server.GetAsync("year-account?year=2027");
        var bytes = await server.Client.GetByteArrayAsync($"{Api}/year-account/2027/1", Cancellation);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), (string)screen["accounts"]![0]!["sha256"]!);
        var sheet = Assert.IsType<TableOutcome.Read>(TableWorkbook.Read(bytes, 1000));
        Assert.Equal(5, sheet.Others);
        string[] columns =
        [
            "memberId", "name", "openingEur", "grossEur", "withheldEur", "otherEur", "paidEur", "returnedEur", "closingEur",
            "retainedEur", "inTransitEur",
        ];
        var members = screen["members"]!.AsArray();
        Assert.True(members.Count > 3);
        Assert.Equal(members.Count + 1, sheet.Rows.Count);
        for (var row = 0; row < members.Count; row++)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                var told = sheet.Rows[row + 1].Cells[column].Text;
                var shown = members[row]![columns[column]]!;
                if (column == 1) Assert.Equal((string)shown!, told);
                else Assert.Equal((decimal)shown, decimal.Parse(told, System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    private static string? AccountOf(JsonNode bank, int member) =>
        (string?)bank["members"]!.AsArray().Single(one => (int)one!["memberId"]! == member)!["bank"]!["account"];

    private static string Statement(params (string Sign, string Eur, string Id, bool Returned)[] entries) => $"""
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>
        <Stmt><Id>1</Id><Acct><Id><IBAN>{Own}</IBAN></Id></Acct>
        {string.Concat(entries.Select(one => $"""
            <Ntry><Amt Ccy="EUR">{one.Eur}</Amt><CdtDbtInd>{one.Sign}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
            <BookgDt><Dt>2027-06-01</Dt></BookgDt>
            <NtryDtls><TxDtls><Refs><EndToEndId>{(one.Id.Length == 0 ? "NOTPROVIDED" : one.Id)}</EndToEndId></Refs>
            {(one.Returned ? "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>" : "")}</TxDtls></NtryDtls></Ntry>
            """))}
        </Stmt></BkToCstmrStmt></Document>
        """;

    private static Task<JsonNode> ImportAsync(HttpClient client, string text, HttpStatusCode expected) =>
        SendAsync(client, "bank/imports", text, expected, "application/xml");
}
