using Cer.Operations.People;

namespace Cer.Blocks.Tests;

/// <summary>The monthly report: settles, closes, makes documents and sends them, once, whatever happens on the way.</summary>
public sealed class MonthlyReportTests
{
    private const string Told =
        "Rapporto di 2025-10: 3 lettere con documenti, 1 con la tabella; 28 documenti senza indirizzo";

    [Fact]
    public async Task It_settles_to_the_cent_closes_makes_each_document_and_sends_each_once()
    {
        await using var town = await OpenAsync();
        var version = await town.ShipAsync("rapporto-mensile");
        var id = await town.StartAsync(version, "il-10");
        await town.QuietAsync();
        await IsWholeAsync(town, id);

        // Once more by hand: everything has been done.
        var again = await town.StartAsync("rapporto-mensile", ("Mese", "2025-10"));
        await town.QuietAsync();
        Assert.Equal("Finished 0", await town.StatusAsync(again));
        Assert.Equal(["Rapporto di 2025-10: tutto era già stato mandato"], await town.LinesAsync(again));
        Assert.Equal(
            ["ore NothingToDo", "arretrati NothingToDo", "liquida Done", "chiudi NothingToDo", "documenti Done", "manda NothingToDo"],
                await town.OutcomesAsync(again));
        await IsWholeAsync(town, id);
    }

    [Fact]
    public async Task Killed_before_and_after_every_commit_it_still_does_everything_once()
    {
        await using var town = await OpenAsync();
        var version = await town.ShipAsync("rapporto-mensile");
        var id = await town.StartAsync(version, "il-10");
        // The cron, six blocks and the line, at least, each before its commit and after it.
        Assert.InRange(await town.QuietWithDeathsAsync(), 14, 100);
        await IsWholeAsync(town, id);
    }

    [Fact]
    public async Task Nodes_killed_with_signal_9_at_every_commit_settle_close_write_and_send_once()
    {
        await using var town = await OpenAsync();
        town.Time.Now -= TimeSpan.FromMinutes(1);
        await town.ShipAsync("rapporto-mensile");
        town.Time.Now += TimeSpan.FromMinutes(1);
        var commits = await town.QuietWithKillsAsync();
        await town.EveryStepWasDiedAtAsync(commits, "rapporto-mensile");
        await IsWholeAsync(town, (await town.ListAsync("select id from wf.instance")).Single());
        Assert.Equal(1, await town.CountAsync("core.settlement_run"));
    }

    [Fact]
    public async Task A_month_with_hours_that_lack_becomes_tasks_and_goes_on_when_they_are_done()
    {
        await using var town = await FlowTown.OpenAsync("cer-buchi", "2027-01-10T06:00:00+01:00");
        var version = await town.ShipAsync("rapporto-mensile");
        var id = await town.StartAsync(version, "il-10");
        await town.QuietAsync();
        Assert.Equal("Suspended 0", await town.StatusAsync(id));
        Assert.Equal(["ore Done", "arretrati Done", "liquida Incomplete"], await town.OutcomesAsync(id));
        await CompleteAsync(town, id);
        // Nothing was done about it: the month stays open, a person sees why, and the documents say what is known.
        Assert.Equal(["ore Done", "arretrati Done", "liquida Incomplete", "liquida-ancora Incomplete", "chiudi Incomplete"],
            await town.OutcomesAsync(id));
        await CompleteAsync(town, id);
        Assert.Equal("Finished 0", await town.StatusAsync(id));
        Assert.Equal(3, await town.CountAsync("core.document"));
    }

    [Fact]
    public async Task What_is_no_month_or_was_never_read_is_refused_with_a_sentence_not_a_fault()
    {
        await using var town = await FlowTown.OpenAsync("cer-buchi", "2027-01-10T06:00:00+01:00");
        await town.ShipAsync("rapporto-mensile");
        var id = await town.StartAsync("rapporto-mensile", ("Mese", "gennaio"));
        await town.QuietAsync();
        Assert.Equal("Finished 0", await town.StatusAsync(id));
        Assert.Equal(
            ["Il mese non si può liquidare: month: Found 'gennaio', expected a month such as 2026-01."],
            await town.LinesAsync(id));
    }

    private static async Task<FlowTown> OpenAsync()
    {
        var town = await FlowTown.OpenAsync();
        await town.AddPersonAsync("anna", Role.Member, "casa-01");
        await town.AddPersonAsync("bruno", Role.Member, "casa-02");
        await town.AddPersonAsync("ufficio", Role.Operator);
        return town;
    }

    private static async Task CompleteAsync(FlowTown town, string id)
    {
        var task = (await town.ListAsync($"select key from wf.bookmark where instance_id = '{id}' and kind = 'RunTask'")).Single();
        await town.Instances.CompleteTaskAsync(town.Community.Value, task, "fatto", FlowTown.Cancellation);
        await town.QuietAsync();
    }

    private static async Task IsWholeAsync(FlowTown town, string id)
    {
        Assert.Equal("Finished 0", await town.StatusAsync(id));
        Assert.Equal([Told], await town.LinesAsync(id));
        Assert.Equal(["ore Done", "arretrati Done", "liquida Done", "chiudi Done", "documenti Done", "manda Done"],
            await town.OutcomesAsync(id));
        // The totals of the golden folder, which somebody else computed.
        Assert.Equal("5038.076", await town.OutputAsync(id, "liquida", "sharedKwh"));
        Assert.Equal("571.8", (await town.OutputAsync(id, "liquida", "tipEuro"))!.TrimEnd('0'));
        Assert.Equal("47.87", await town.OutputAsync(id, "liquida", "cacEuro"));
        Assert.Equal("153.19", await town.OutputAsync(id, "liquida", "surplusEuro"));
        Assert.Equal(
            ["5038076000 57180 4787 15319"],
            await town.ListAsync(
                "select shared_ukwh || ' ' || tip_cents || ' ' || cac_cents || ' ' || surplus_cents from core.settlement_month"));
        Assert.Equal(["closed"], await town.ListAsync("select state from core.month_state"));
        Assert.Equal(
            Enumerable.Range(1, 31).Select(number => $"2025/{number}"),
            await town.ListAsync("select year || '/' || number from core.document order by number"));
        Assert.Equal(
            ["anna@borgo.example 1", "bruno@borgo.example 1", "ufficio@borgo.example 2"],
            await town.ListAsync("select recipient || ' ' || count(*) from core.letter group by recipient order by recipient"));
        Assert.Equal(4, await town.CountAsync("core.letter_queue"));
    }
}
