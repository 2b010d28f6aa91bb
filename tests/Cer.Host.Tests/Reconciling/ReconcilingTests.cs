using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Exchange.Sheets;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;

namespace Cer.Host.Tests.Reconciling;

/// <summary>A statement of GSE over the interface: looked at, taken in, held against settlement and bank, written to GSE about.</summary>
public sealed class ReconcilingTests(ReconcilingTests.Running running) : IClassFixture<ReconcilingTests.Running>
{
    private const string Header = "mese;tipo;up;c_aci_eur;cac_eur;e_acv_kwh;voce;importo_eur;pubblicato;pagamento\n";

    // The figures of October in advances.csv and plant_months.csv of the golden folder.
    private const string Advance =
        "10/2025;acconto;UP-SCUOLA;109,20;9,98;;;;25/11/2025;31/12/2025\n"
        + "10/2025;acconto;UP-MUNICIPIO;163,80;14,96;;;;25/11/2025;31/12/2025\n"
        + "10/2025;acconto;UP-PALESTRA;131,04;19,95;;;;25/11/2025;31/12/2025\n"
        + "10/2025;acconto;UP-DEPOSITO;40,95;7,48;;;;25/11/2025;31/12/2025\n";

    private const string Settled =
        "10/2025;completo;UP-SCUOLA;129,88;9,98;1050,173;;;15/05/2026;30/06/2026\n"
        + "10/2025;completo;UP-MUNICIPIO;223,58;17,18;1808,636;;;15/05/2026;30/06/2026\n"
        + "10/2025;completo;UP-PALESTRA;215,02;20,19;2125,004;;;15/05/2026;30/06/2026\n"
        + "10/2025;completo;UP-DEPOSITO;3,32;0,52;54,263;;;15/05/2026;30/06/2026\n"
        + "10/2025;completo;;;;;recupero acconti;-497,36;15/05/2026;30/06/2026\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StaffServer Server => running.Server;

    [Fact]
    public async Task A_statement_goes_from_the_file_to_agreement_to_a_difference_to_a_dossier_and_back()
    {
        // Looked at: what each column becomes, and nothing is stored.
        var good = Header + Advance + Settled;
        var preview = (await SendAsync("statements/check", good)).Answer!;
        Assert.True((bool)preview["whole"]!, preview.ToJsonString());
        Assert.Equal((9, 9), ((int)preview["rows"]!, (int)preview["lines"]!));
        Assert.Equal("tip", (string)preview["columns"]![3]!["field"]!);
        Assert.Empty((await Server.GetAsync("statements"))["imports"]!.AsArray());
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync("statements?sha256=00", good)).Status);
        // A year that was mistyped would hold against all that GSE tells until then.
        var typo = (await SendAsync("statements/check", good.Replace("15/05/2026", "15/05/2062", StringComparison.Ordinal))).Answer!;
        Assert.False((bool)typo["whole"]!);
        Assert.Contains("2062-05-15", typo.ToJsonString(), StringComparison.Ordinal);

        // What was typed before does not count beside the statement.
        await EnterAsync("advised", 600m, "2026-05-20");
        Assert.Equal(600m, (decimal)(await OctoberAsync())["advisedEur"]!);
        var (status, taken) = await SendAsync($"statements?sha256={preview["sha256"]}", good);
        Assert.Equal(HttpStatusCode.Created, status);
        var again = await SendAsync($"statements?sha256={preview["sha256"]}", good);
        Assert.Equal((HttpStatusCode.OK, (long)taken!["id"]!), (again.Status, (long)again.Answer!["id"]!));
        // The import marks the deadline of the advance that it brings, and shows itself as the evidence.
        Assert.Equal(1L, await AdvanceMarksAsync($"Conto n. {taken["id"]}: %", true));
        var october = await OctoberAsync();
        Assert.Equal((619.67m, true), ((decimal)october["advisedEur"]!, (bool)october["advisedByStatement"]!));

        // Held against: agreed, but the money has not come.
        var waiting = await HeldAsync();
        Assert.Equal("differs", (string)waiting["agreement"]!);
        Assert.Equal("received", (string)waiting["content"]!["discrepancies"]![0]!["item"]!);
        await EnterAsync("received", 497.36m, "2025-12-31");
        await EnterAsync("received", 122.31m, "2026-06-30");
        var agreed = await HeldAsync();
        Assert.Equal(("agrees", 0), ((string)agreed["agreement"]!, agreed["content"]!["discrepancies"]!.AsArray().Count));
        Assert.Equal(0L, await OpenAlarmsAsync());

        // Another statement: the tariff of one unit is ten euro more; one alarm, however often it is looked at.
        Assert.Equal(HttpStatusCode.NoContent, (await Server.PostAsync($"statements/{taken["id"]}/undo", new { reason = "prova" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await Server.PostAsync($"statements/{taken["id"]}/undo", new { reason = "prova" })).Status);
        Assert.Equal(1L, await AdvanceMarksAsync($"Conto n. {taken["id"]} annullato: prova", false));
        var wrong = good.Replace("129,88", "139,88", StringComparison.Ordinal);
        await TakeAsync(wrong);
        await EnterAsync("received", 10m, "2026-06-30");
        await HeldAsync();
        var differs = await HeldAsync();
        Assert.Equal("differs", (string)differs["agreement"]!);
        var one = Assert.Single(differs["content"]!["discrepancies"]!.AsArray())!;
        Assert.Equal((10m, "tip", (JsonNode?)null), ((decimal)one["eur"]!, (string)one["item"]!, one["cause"]));
        Assert.Equal(1L, await OpenAlarmsAsync());
        Assert.Equal(1L, await Server.AskAsync<long>("select count(*) from core.alarm where key like 'gse/2025-10/unexplained.tip'"));

        // The dossier: numbered, a PDF, and its figures.
        var (made, dossier) = await Server.PostAsync("reconciliation/2025-10/dossiers", new { discrepancy = (string)one["key"]! });
        Assert.True(made == HttpStatusCode.Created, $"{dossier}");
        using var pdf = await Server.Client.GetAsync(Path($"dossiers/{dossier!["id"]}"), Cancellation);
        Assert.Equal("%PDF-"u8.ToArray(), (await pdf.Content.ReadAsByteArrayAsync(Cancellation))[..5]);
        var data = await Server.Client.GetStringAsync(Path($"dossiers/{dossier["id"]}/data.csv"), Cancellation);
        Assert.Contains("UP-SCUOLA;EUR;129,88;139,88;;10,00", data, StringComparison.Ordinal);
        // The same figures as a workbook, read back by the reader of workbooks.
        var sheet = TableWorkbook.Read(await Server.Client.GetByteArrayAsync(Path($"dossiers/{dossier["id"]}/data.xlsx"),
            Cancellation), 100);
        var row = Assert.IsType<TableOutcome.Read>(sheet).Rows[1];
        Assert.Equal(("UP-SCUOLA", "129.88", "139.88", "10"), (Cell(3), Cell(5), Cell(6), Cell(8)));
        string Cell(int column) => row.Cells[column].Text;
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Server.PostAsync("reconciliation/2025-10/dossiers", new { discrepancy = "missing_pod.p1" })).Status);

        // Taken back and taken in as it should be: the alarm is over.
        var last = (long)(await Server.GetAsync("statements"))["imports"]![0]!["id"]!;
        await Server.PostAsync($"statements/{last}/undo", new { reason = "prova" });
        await TakeAsync(good);
        await EnterAsync("received", -10m, "2026-06-30");
        Assert.Equal("agrees", (string)(await HeldAsync())["agreement"]!);
        Assert.Equal(0L, await OpenAlarmsAsync());
        // Three times taken in, twice taken back: flows hear of each ten minutes later, and of an equal file nothing.
        Assert.Equal(5L, await Server.AskAsync<long>(
            "select count(*) from wf.inbox where kind = 'event' and payload ->> 'name' = 'cer:statements-changed'"
            + " and not_before >= '2027-06-01T09:10:00Z'"));
        Assert.Single((await Server.GetAsync("reconciliation?year=2025"))["dossiers"]!.AsArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("mese;tipo\nx;y\n")]
    [InlineData("\u0000\u0001\u0002")]
    [InlineData("PK\u0003\u0004rotto")]
    public async Task A_file_that_is_no_statement_is_told_line_by_line_and_never_taken_in(string text)
    {
        var (status, preview) = await SendAsync("statements/check", text);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False((bool)preview!["whole"]!);
        Assert.NotEmpty(preview["faults"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync($"statements?sha256={preview["sha256"]}", text)).Status);
    }

    [Fact]
    public async Task A_profile_is_kept_by_versions_and_reads_files()
    {
        var profile = new
        {
            name = "portale",
            decimals = "point",
            months = "yyyy-MM",
            kind = "complete",
            columns = new { month = "Competenza", unit = "UP", tip = "Importo" },
        };
        Assert.Equal(1, await KeepAsync(profile));
        Assert.Equal(1, await KeepAsync(profile));
        var (_, preview) = await SendAsync("statements/check?profile=portale", "Competenza,UP,Importo\n2025-09,UP-SCUOLA,1.50\n");
        Assert.True((bool)preview!["whole"]!, preview.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("statements/check?profile=altro", "x")).Status);
        using var bad = await Server.Client.PutAsJsonAsync(Path("statements/profile"), new { name = "x" }, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        using var own = await Server.Client.PutAsJsonAsync(
            Path("statements/profile"), new { name = "CerAutomation", kind = "complete", columns = new { month = "x" } }, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, own.StatusCode);

        async Task<int> KeepAsync(object body)
        {
            using var kept = await Server.Client.PutAsJsonAsync(Path("statements/profile"), body, Cancellation);
            Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
            return (int)JsonNode.Parse(await kept.Content.ReadAsStringAsync(Cancellation))!["version"]!;
        }
    }

    [Fact]
    public async Task A_unit_that_is_not_known_is_said_with_what_was_expected_and_a_profile_may_know_it()
    {
        const string Foreign = "mese;tipo;up;c_aci_eur\n09/2025;completo;IM_123_1;1,50\n";
        var (_, unknown) = await SendAsync("statements/check", Foreign);
        Assert.Equal("IM_123_1", (string)unknown!["unknownUnits"]!.AsArray().Single()!);
        Assert.Contains(unknown["knownUnits"]!.AsArray(), unit => ((string)unit!).StartsWith("UP-SCUOLA", StringComparison.Ordinal));
        using var kept = await Server.Client.PutAsJsonAsync(
            Path("statements/profile"),
            new
            {
                name = "codici",
                kind = "complete",
                columns = new { month = "mese", unit = "up", tip = "c_aci_eur" },
                units = new Dictionary<string, string> { ["IM_123_1"] = "UP-SCUOLA" },
            },
            Cancellation);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        var (_, known) = await SendAsync("statements/check?profile=codici", Foreign);
        Assert.Empty(known!["unknownUnits"]!.AsArray());
        Assert.Equal("UP-SCUOLA", (string)known["first"]![0]!["unit"]!);
    }

    [Fact]
    public async Task Tolerances_are_set_with_a_reason_and_within_bounds()
    {
        using var accountant = await Server.SignInAsync("tolleranze", Role.Accountant);
        Assert.Equal(HttpStatusCode.BadRequest, await SetAsync(new { eur = 0.02, kwh = 0.5, days = 5 }));
        Assert.Equal(HttpStatusCode.BadRequest, await SetAsync(new { eur = 101, kwh = 0.5, days = 5, reason = "x" }));
        Assert.Equal(HttpStatusCode.BadRequest, await SetAsync(new { eur = -1, kwh = 0.5, days = 5, reason = "x" }));
        Assert.Equal(HttpStatusCode.OK, await SetAsync(new { eur = 0.01, kwh = 0.01, days = 5, reason = "come prima" }));
        Assert.Equal(1, (int)(await Server.GetAsync("reconciliation?year=2024"))["tolerances"]!["revision"]!);

        async Task<HttpStatusCode> SetAsync(object body)
        {
            using var answer = await accountant.PutAsJsonAsync(Path("reconciliation/tolerances"), body, Cancellation);
            return answer.StatusCode;
        }
    }

    // Golden October: the balance of 122.31 on 30 June 2026; by the clock of June 2027 nothing of it is to come.
    [Fact]
    public async Task The_forecast_has_payment_days_to_come_alone()
    {
        var payments = (await Server.GetAsync("money/forecast")).AsArray();
        Assert.NotEmpty(payments);
        Assert.All(payments, payment => Assert.True(string.CompareOrdinal((string)payment!["day"]!, "2027-06-01") >= 0));
    }

    private static string Path(string rest) => $"/api/communities/{StaffServer.Code}/{rest}";

    private async Task<JsonNode> OctoberAsync() => (await Server.GetAsync("money?year=2025"))["months"]!.AsArray()
        .Single(month => (string)month!["month"]! == "2025-10")!;

    private async Task<JsonNode> HeldAsync()
    {
        var (status, answer) = await Server.PostAsync("reconciliation?year=2025", new { });
        Assert.Equal((HttpStatusCode.OK, 1), (status, (int)answer!["months"]!));
        return (await Server.GetAsync("reconciliation?year=2025"))["months"]!.AsArray().Single()!;
    }

    private async Task TakeAsync(string text)
    {
        var preview = (await SendAsync("statements/check", text)).Answer!;
        Assert.Equal(HttpStatusCode.Created, (await SendAsync($"statements?sha256={preview["sha256"]}", text)).Status);
    }

    private Task<long> AdvanceMarksAsync(string note, bool done) => Server.AskAsync<long>(
        "select count(*) from core.deadline_mark where kind = 'advance' and of_month = '2025-10-01'"
        + $" and note like '{note}' and done = {done}");

    private Task<long> OpenAlarmsAsync() =>
        Server.AskAsync<long>("select count(*) from core.alarm where key like 'gse/%' and resolved_at is null");

    private async Task EnterAsync(string standing, decimal eur, string day)
    {
        var entry = new { standing, month = "2025-10", kind = "complete", eur, day, source = "prova" };
        Assert.Equal(HttpStatusCode.Created, (await Server.PostAsync("money/entries", entry)).Status);
    }

    private async Task<(HttpStatusCode Status, JsonNode? Answer)> SendAsync(string path, string text)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        using var answer = await Server.Client.PostAsync(Path(path), content, Cancellation);
        var said = await answer.Content.ReadAsStringAsync(Cancellation);
        return (answer.StatusCode, said.Length == 0 ? null : JsonNode.Parse(said));
    }

    /// <summary>One server for all.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal StaffServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
