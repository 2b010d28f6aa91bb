using System.Text;
using Cer.Domain;
using Cer.Host.Reconciling;
using Cer.Operations.Paying;
using Cer.Operations.Reconciling;
using NodaTime;

namespace Cer.Blocks.Tests;

/// <summary>The comparison with GSE on imported statements: one alarm for each difference, one task, and it ends when all agrees.</summary>
public sealed class ReconcileFlowTests
{
    private const string Flow = "confronto-gse";
    private const string Review = "Verificare le differenze con il GSE";
    private const string Dossier = "Preparare un dossier per il GSE: differenza senza causa";
    private const string Found = "Conto del GSE di ottobre 2025: tariffa incentivante (TIP): differenza senza causa trovata (+10,00 €)";

    // The figures of October in advances.csv and plant_months.csv of the golden folder.
    private const string Agreeing =
        "mese;tipo;up;c_aci_eur;cac_eur;e_acv_kwh;voce;importo_eur;pubblicato;pagamento\n"
        + "10/2025;acconto;UP-SCUOLA;109,20;9,98;;;;25/11/2025;31/12/2025\n"
        + "10/2025;acconto;UP-MUNICIPIO;163,80;14,96;;;;25/11/2025;31/12/2025\n"
        + "10/2025;acconto;UP-PALESTRA;131,04;19,95;;;;25/11/2025;31/12/2025\n"
        + "10/2025;acconto;UP-DEPOSITO;40,95;7,48;;;;25/11/2025;31/12/2025\n"
        + "10/2025;completo;UP-SCUOLA;129,88;9,98;1050,173;;;15/05/2026;30/06/2026\n"
        + "10/2025;completo;UP-MUNICIPIO;223,58;17,18;1808,636;;;15/05/2026;30/06/2026\n"
        + "10/2025;completo;UP-PALESTRA;215,02;20,19;2125,004;;;15/05/2026;30/06/2026\n"
        + "10/2025;completo;UP-DEPOSITO;3,32;0,52;54,263;;;15/05/2026;30/06/2026\n"
        + "10/2025;completo;;;;;recupero acconti;-497,36;15/05/2026;30/06/2026\n";

    // The tariff of one unit is ten euro more, and they were paid.
    private static readonly string Planted = Agreeing.Replace("129,88", "139,88", StringComparison.Ordinal);

    [Fact]
    public async Task One_planted_difference_is_one_alarm_and_one_task_however_often_it_is_run_and_none_when_it_is_corrected()
    {
        await using var town = await OpenAsync();
        await town.AddAlarmReaderAsync("ufficio");
        await town.ShipAsync(Flow);
        var import = await TakeAsync(town, Planted);
        await ReceiveAsync(town, 10m);
        await town.Get<ReconcileMonths>().RunAsync(town.Community, 2025, "test", FlowTown.Cancellation);
        Assert.Equal(["gse/2025-10/unexplained.tip open"], await AlarmsAsync(town));

        var first = await RunAsync(town);
        Assert.Equal(["riconcilia Differs"], await town.OutcomesAsync(first));
        Assert.Equal([Found], await town.LinesAsync(first));
        Assert.Equal([Dossier, Review], await TasksAsync(town));
        var again = await RunAsync(town);
        Assert.Equal(["Confronto con il GSE: 1 mesi, 1 differenze già segnalate"], await town.LinesAsync(again));
        Assert.Equal("Finished 0", await town.StatusAsync(again));
        Assert.Equal([Dossier, Review], await TasksAsync(town));
        Assert.Equal(["gse/2025-10/unexplained.tip open"], await AlarmsAsync(town));
        Assert.Equal(["ufficio@borgo.example"], await town.ListAsync("select recipient from core.letter"));

        // Who has looked at it is asked no more, and the alarm stays until the figures agree.
        await EndAsync(town, Review);
        Assert.Equal(["riconcilia Differs", "visto Done"], await town.OutcomesAsync(first));
        var later = await RunAsync(town);
        Assert.Equal(["riconcilia AlreadyOpen"], await town.OutcomesAsync(later));
        Assert.Equal(["gse/2025-10/unexplained.tip open"], await AlarmsAsync(town));

        await UndoAsync(town, import);
        await TakeAsync(town, Agreeing);
        await ReceiveAsync(town, -10m);
        var corrected = await RunAsync(town);
        Assert.Equal(["Confronto con il GSE: 1 mesi, nessuna differenza"], await town.LinesAsync(corrected));
        Assert.Equal(["gse/2025-10/unexplained.tip closed"], await AlarmsAsync(town));
    }

    [Fact]
    public async Task Without_a_statement_it_says_so_and_ends()
    {
        await using var town = await OpenAsync(isPaid: false);
        await town.ShipAsync(Flow);
        var none = await RunAsync(town);
        Assert.Equal("Finished 0", await town.StatusAsync(none));
        Assert.Equal(
            ["Nessun confronto con il GSE: Found no statement of GSE, expected one that was imported."], await town.LinesAsync(none));

        await UndoAsync(town, await TakeAsync(town, Planted));
        Assert.Equal(["riconcilia NothingToDo"], await town.OutcomesAsync(await RunAsync(town)));
        await TakeAsync(town, Agreeing.Replace("10/2025", "09/2025", StringComparison.Ordinal));
        Assert.Equal(
            ["Nessun confronto con il GSE: Found statements of months that were not settled, expected settled ones."],
            await town.LinesAsync(await RunAsync(town)));
        Assert.Equal(0, await town.CountAsync("core.alarm"));
    }

    [Fact]
    public async Task A_statement_that_is_taken_in_begins_it()
    {
        await using var town = await OpenAsync();
        await town.ShipAsync(Flow);
        await TakeAsync(town, Agreeing);
        // As the page does.
        await town.Instances.PublishAsync(town.Community.Value, StatementEvents.Changed, null, null, FlowTown.Cancellation);
        await town.QuietAsync();
        var id = (await town.ListAsync("select id from wf.instance")).Single();
        Assert.Equal(["Confronto con il GSE: 1 mesi, nessuna differenza"], await town.LinesAsync(id));
    }

    [Fact]
    public async Task Killed_before_and_after_every_commit_it_raises_one_alarm_writes_one_letter_and_asks_once()
    {
        await using var town = await OpenAsync();
        await town.AddAlarmReaderAsync("ufficio");
        await town.ShipAsync(Flow);
        await TakeAsync(town, Planted);
        await ReceiveAsync(town, 10m);
        await town.StartAsync("confronto-gse-1", "il-25");
        Assert.InRange(await town.QuietWithDeathsAsync(), 6, 100);
        Assert.Equal([Dossier, Review], await TasksAsync(town));
        Assert.Equal(["gse/2025-10/unexplained.tip open"], await AlarmsAsync(town));
        Assert.Equal(["ufficio@borgo.example"], await town.ListAsync("select recipient from core.letter"));
        Assert.Equal(1, await town.CountAsync("core.reconciliation"));
    }

    [Fact]
    public async Task A_year_that_is_asked_for_is_the_only_one_that_is_looked_at()
    {
        await using var town = await OpenAsync();
        await town.ShipAsync(Flow);
        await TakeAsync(town, Planted);
        var other = await town.StartAsync(Flow, ("Anno", 2024));
        await town.QuietAsync();
        Assert.Equal(["riconcilia NothingToDo"], await town.OutcomesAsync(other));
        Assert.Equal(0, await town.CountAsync("core.reconciliation"));
    }

    private static async Task<FlowTown> OpenAsync(bool isPaid = true)
    {
        var town = await FlowTown.OpenAsync(now: "2026-07-10T06:00:00+02:00");
        await town.SettleAsync(new MarketMonth(2025, 10));
        if (!isPaid) return town;
        await ReceiveAsync(town, 497.36m, new(2025, 12, 31));
        await ReceiveAsync(town, 122.31m);
        return town;
    }

    private static async Task<long> TakeAsync(FlowTown town, string text)
    {
        var import = town.Get<ImportStatement>();
        var preview = await import.PreviewAsync(town.Community, null, Encoding.UTF8.GetBytes(text), FlowTown.Cancellation);
        var taken = await import.RunAsync(town.Community, preview!, "conto.csv", "test", FlowTown.Cancellation);
        Assert.True(taken is (_, true));
        return taken.Value.Id;
    }

    private static async Task UndoAsync(FlowTown town, long import) => Assert.Equal(
        StatementUndo.Done,
        await town.Get<IStatementStore>().UndoAsync(town.Community, import, "prova", "test", Now(town), FlowTown.Cancellation));

    private static async Task ReceiveAsync(FlowTown town, decimal eur, LocalDate? day = null) =>
        Assert.NotNull(await town.Get<IMoneyStore>().AddAsync(
            town.Community,
            Ledger.Incentives,
            new(Standing.Received, new(2025, 10), "complete", null, new((long)(eur * 100)), day ?? new(2026, 6, 30), "prova"),
            "test",
            Now(town),
            FlowTown.Cancellation));

    private static async Task<string> RunAsync(FlowTown town)
    {
        var id = await town.StartAsync(Flow);
        await town.QuietAsync();
        return id;
    }

    private static async Task EndAsync(FlowTown town, string name)
    {
        var task = (await town.ListAsync($"select key from wf.bookmark where payload ->> 'taskName' = '{name}'")).Single();
        await town.Instances.CompleteTaskAsync(town.Community.Value, task, "visto", FlowTown.Cancellation, "person:1");
        await town.QuietAsync();
    }

    private static Task<List<string>> TasksAsync(FlowTown town) =>
        town.ListAsync("select payload ->> 'taskName' from wf.bookmark where kind = 'RunTask' order by 1");

    private static Task<List<string>> AlarmsAsync(FlowTown town) => town.ListAsync(
        "select key || case when resolved_at is null then ' open' else ' closed' end from core.alarm order by id");

    private static Instant Now(FlowTown town) => Instant.FromDateTimeOffset(town.Time.Now);
}
