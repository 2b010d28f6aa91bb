using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Paying.Books;
using Cer.Operations.People;
using static Cer.Host.Tests.Viewing.StaffCalls;

namespace Cer.Host.Tests.Paying;

/// <summary>The account of a year: on the screen, as a workbook, as a paper, and as each member gets it.</summary>
public sealed partial class YearAccountTests
{
    private const string Api = $"/api/communities/{StaffServer.Code}";

    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["Membri"] =
        [
            "memberId", "name", "openingEur", "grossEur", "withheldEur", "otherEur", "paidEur", "returnedEur", "closingEur",
            "retainedEur", "inTransitEur",
        ],
        ["Fondi"] = ["name", "openingEur", "addedEur", "spentEur", "closingEur"],
        ["Contributi"] = ["", "count", "tipEur", "cacEur", "surplusEur", "correctionsEur", "totalEur"],
        ["Mesi"] = ["month", "sharedKwh", "tipEur", "dealtEur"],
        ["Conti"] = ["", "openingEur", "debitEur", "creditEur", "closingEur"],
    };

    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Screen_workbook_and_paper_have_the_same_numbers_cell_by_cell()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        using var boss = await server.SignInAsync("capo", Role.Administrator);
        var payable = await ApproveAsync(server, boss);
        await PostAsync(boss, "ledger/entries", new
        {
            day = "2027-05-31",
            document = "estratto 5/2027",
            words = "commissione",
            key = "a1",
            lines = new[] { new { account = "fee", eur = 2.5m }, new { account = "bank", eur = -2.5m } },
        }, HttpStatusCode.Created);
        await PostAsync(boss, "year-account", new { year = 2027 }, HttpStatusCode.Created);
        Assert.True(await server.Service<PressYears>().StepAsync(Cancellation) > 0);
        while (await server.Service<PressYears>().StepAsync(Cancellation) > 0)
        {
        }

        var screen = await server.GetAsync("year-account?year=2027");
        var kept = screen["accounts"]!.AsArray().Single()!;
        Assert.Equal(0, (int)kept["waiting"]!);
        var book = await server.Client.GetByteArrayAsync($"{Api}/year-account/2027/1", Cancellation);
        Assert.Equal(Hash(book), (string)kept["sha256"]!);
        var pdf = await server.Client.GetByteArrayAsync($"{Api}/year-account/2027/1/papers/1", Cancellation);
        Assert.Equal(Hash(pdf), (string)kept["pdf"]!);
        var sheets = await SheetsAsync(book);
        Assert.Equal(["Membri", "Fondi", "Contributi", "Eccedenza", "Mesi", "Conti"], sheets.Select(sheet => sheet.Key));
        var community = await server.CommunityAsync();
        var html = (await server.Service<IYearStore>().HtmlAsync(new(community, 2027, 1, 1), Cancellation))!;
        // Each cell of the workbook stands in the paper's table at the same place, as Italians write it, and on the pressed
        // page in that order.
        var pressed = Bare(await ToolAsync("pdftotext", pdf, "-raw"));
        foreach (var (name, sheet) in sheets)
        {
            var table = Tables(html)[name];
            Assert.Equal(sheet!.AsArray().Count, table.Count);
            for (var row = 0; row < table.Count; row++)
            {
                var cells = sheet.AsArray()[row]!.AsArray();
                Assert.Equal(table[0].Count, table[row].Count);
                for (var column = 0; column < table[row].Count; column++)
                    Assert.Equal(
                        Written(column < cells.Count ? cells[column] : null, Decimals($"{table[0][column]}")), table[row][column]);
                Assert.Contains(Bare(string.Concat(table[row])), pressed, StringComparison.Ordinal);
            }
        }

        // The screen's rows are the workbook's.
        foreach (var (name, rows) in new Dictionary<string, JsonArray>
        {
            ["Membri"] = screen["members"]!.AsArray(),
            ["Fondi"] = screen["funds"]!.AsArray(),
            ["Contributi"] = screen["contributions"]!.AsArray(),
            ["Mesi"] = screen["months"]!.AsArray(),
            ["Conti"] = screen["balances"]!.AsArray(),
        })
        {
            var sheet = sheets[name]!.AsArray();
            Assert.Equal(sheet.Count - 1, rows.Count);
            for (var row = 0; row < rows.Count; row++)
            {
                for (var column = 0; column < Fields[name].Length; column++)
                {
                    if (Fields[name][column].Length == 0) continue;
                    var cells = sheet[row + 1]!.AsArray();
                    var (told, shown) = (column < cells.Count ? cells[column] : null, rows[row]![Fields[name][column]]);
                    if (shown is null || (column == 0 && name is "Fondi" or "Mesi") || (column == 1 && name == "Membri"))
                        Assert.Equal((string?)shown, (string?)told);
                    else
                        Assert.Equal((decimal)shown, (decimal)told!);
                }
            }
        }

        // What was approved is what is told: all of it, and of enterprises what they were dealt.
        var gross = payable["lines"]!.AsArray().Sum(line => (decimal)line!["grossEur"]!);
        Assert.Equal(gross, (decimal)screen["contributions"]!.AsArray()[^1]!["totalEur"]!);
        Assert.True((bool)screen["surplus"]!["met"]!);
        var accounts = screen["balances"]!.AsArray().ToDictionary(row => (string)row!["account"]!, row => (decimal)row!["closingEur"]!);
        Assert.Equal((-2.5m, 2.5m, gross), (accounts["bank"], accounts["fee"], accounts["gse"]));
        Assert.Equal(0m, accounts.Values.Sum());
        Save(pdf, "conto-2027.pdf");
    }

    [Fact]
    public async Task GSE_gets_a_file_by_kinds_of_receivers_and_no_name()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        using var boss = await server.SignInAsync("capo", Role.Administrator);
        var payable = await ApproveAsync(server, boss);
        await PostAsync(boss, "year-account", new { year = 2027 }, HttpStatusCode.Created);
        var bytes = await server.Client.GetByteArrayAsync($"{Api}/year-account/2027/1/gse", Cancellation);
        var sheets = await SheetsAsync(bytes);
        Assert.Equal(["Conto", "Contributi", "Eccedenza", "Mesi", "Fondi"], sheets.Select(sheet => sheet.Key));
        var all = sheets.ToJsonString();
        foreach (var line in payable["lines"]!.AsArray().Where(line => line!["memberId"] is not null))
            Assert.DoesNotContain((string)line!["name"]!, all, StringComparison.Ordinal);
        Assert.Contains("2027/1", all, StringComparison.Ordinal);
        await server.RefusesAsync("year-account/2027/2/gse", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Each_member_finds_its_own_account_and_gets_it_by_mail_once()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        using var boss = await server.SignInAsync("capo", Role.Administrator);
        var payable = await ApproveAsync(server, boss);
        var lines = payable["lines"]!.AsArray().Where(line => line!["memberId"] is not null && (decimal)line["grossEur"]! > 0).ToArray();
        var (own, other) = ((int)lines[0]!["memberId"]!, (int)lines[1]!["memberId"]!);
        using var mine = await server.SignInMemberAsync("zita", own);
        using var stranger = await server.SignInMemberAsync("yuri", other);
        await PostAsync(boss, "year-account", new { year = 2027 }, HttpStatusCode.Created);
        Assert.Empty((await JsonAsync(mine, "/api/mine/year-accounts")).AsArray());
        await PostAsync(boss, "year-account/2027/1/send", new { }, HttpStatusCode.Conflict);
        while (await server.Service<PressYears>().StepAsync(Cancellation) > 0)
        {
        }

        var found = (await JsonAsync(mine, "/api/mine/year-accounts")).AsArray().Single()!;
        var pdf = await mine.GetByteArrayAsync("/api/mine/year-accounts/2027/1", Cancellation);
        Assert.Equal(Hash(pdf), (string)found["sha256"]!);
        var text = await ToolAsync("pdftotext", pdf, "-layout");
        Assert.Contains(((decimal)lines[0]!["netEur"]!).ToString("N2", Italian), text, StringComparison.Ordinal);
        Assert.Contains((string)lines[0]!["name"]!, text, StringComparison.Ordinal);
        Assert.DoesNotContain((string)lines[1]!["name"]!, text, StringComparison.Ordinal);
        Assert.NotEqual(pdf, await stranger.GetByteArrayAsync("/api/mine/year-accounts/2027/1", Cancellation));
        Save(pdf, "conto-2027-membro.pdf");

        var report = await PostAsync(boss, "year-account/2027/1/send", new { }, HttpStatusCode.OK);
        Assert.Equal((2, 0), ((int)report["queued"]!, (int)report["alreadySent"]!));
        report = await PostAsync(boss, "year-account/2027/1/send", new { }, HttpStatusCode.OK);
        Assert.Equal((0, 2), ((int)report["queued"]!, (int)report["alreadySent"]!));
        var papers = (await server.GetAsync("year-account/2027/1/papers")).AsArray();
        Assert.Equal(
            new[] { own, other }.Order(),
            papers.Where(paper => (string?)paper!["sent"]?["state"] == "waiting").Select(paper => (int)paper!["memberId"]!).Order());
        Assert.Equal("waiting", (string)(await JsonAsync(mine, "/api/mine/year-accounts"))[0]!["sent"]!["state"]!);
    }

    private static async Task<JsonNode> ApproveAsync(StaffServer server, HttpClient boss)
    {
        using (var rule = await boss.PutAsJsonAsync($"{Api}/approval-rule", new { approvers = 1, reason = "art. 7" }, Cancellation))
            Assert.Equal(HttpStatusCode.NoContent, rule.StatusCode);
        using var anna = await server.SignInAsync("anna", Role.Approver);
        var payable = await server.GetAsync("payables/2025-10");
        await PostAsync(anna, "payables/2025-10/approve", new { mark = (string)payable["payable"]!["mark"]! }, HttpStatusCode.OK);
        return payable;
    }

    /// <summary>The cells of every sheet as openpyxl reads them.</summary>
    private static async Task<JsonObject> SheetsAsync(byte[] book) => JsonNode.Parse(await ToolAsync("/usr/bin/python3", book, after: false,
        "-c", "import sys,json,openpyxl; book = openpyxl.load_workbook(open(sys.argv[1], 'rb'));"
            + " print(json.dumps({s.title: [[c.value for c in r] for r in s.iter_rows()] for s in book}))"))!
        .AsObject();

    /// <summary>The tables of a paper by name: their cells, the headings first.</summary>
    private static Dictionary<string, List<List<string>>> Tables(string html) => TableForm().Matches(html).ToDictionary(
        table => table.Groups["name"].Value,
        table => RowForm().Matches(table.Groups["rows"].Value).Select(row => CellForm().Matches(row.Groups["cells"].Value)
            .Select(cell => WebUtility.HtmlDecode(cell.Groups["text"].Value)).ToList()).ToList());

    private static int Decimals(string heading) =>
        heading.Contains("(EUR)", StringComparison.Ordinal) ? 2 : heading.Contains("(kWh)", StringComparison.Ordinal) ? 3 : 0;

    private static string Written(JsonNode? cell, int decimals) => cell switch
    {
        null => "",
        JsonValue value when value.TryGetValue<decimal>(out var figure) => figure.ToString($"N{decimals}", Italian),
        _ => (string)cell!,
    };

    private static string Bare(string text) => BlankForm().Replace(text, "");

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void Save(byte[] pdf, string name)
    {
        if (Environment.GetEnvironmentVariable("CER_TEST_PAPERS") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, name), pdf);
    }

    private static async Task<JsonNode> JsonAsync(HttpClient client, string path) =>
        JsonNode.Parse(await client.GetStringAsync(path, Cancellation))!;

    private static Task<string> ToolAsync(string program, byte[] file, string option) =>
        ToolAsync(program, file, after: true, option);

    private static async Task<string> ToolAsync(string program, byte[] file, bool after, params string[] options)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, file, Cancellation);
            string[] arguments = after ? [.. options, path, "-"] : [.. options, path];
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            var said = await process.StandardOutput.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            Assert.Equal(0, process.ExitCode);
            return said;
        }
        finally
        {
            File.Delete(path);
        }
    }

    [GeneratedRegex("""<table class="figures [^"]*" data-table="(?<name>[^"]*)">(?<rows>.*?)</table>""", RegexOptions.Singleline)]
    private static partial Regex TableForm();

    [GeneratedRegex("<tr[^>]*>(?<cells>.*?)</tr>", RegexOptions.Singleline)]
    private static partial Regex RowForm();

    [GeneratedRegex("<t[hd][^>]*>(?<text>.*?)</t[hd]>", RegexOptions.Singleline)]
    private static partial Regex CellForm();

    [GeneratedRegex(@"\s+")]
    private static partial Regex BlankForm();
}
