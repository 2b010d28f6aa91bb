using Cer.Domain;
using Cer.Operations.Tests;
using Cer.Workflows.Definitions;

namespace Cer.Blocks.Tests;

/// <summary>
/// The comparison with a table that is pasted, as definitions of before have it: what differs is an outcome with a table, what cannot
/// be read is told line by line.
/// </summary>
public sealed class CompareTests
{
    private const string Same = "mese;quantita_kwh;tip_euro;cac_euro\n2025-10;5.038,276;571,80;47,90\n";

    // 5038.076 and 571.80 are the golden folder's: 12 kWh and 1.5 euro less.
    private const string Less = "mese;quantita_kwh;tip_euro;cac_euro\n2025-10;5026,076;570,30;47,87\n";

    [Fact]
    public async Task A_statement_within_the_tolerance_is_fine_and_one_beyond_it_becomes_a_task_with_the_differences()
    {
        await using var town = await OpenAsync();
        var same = await StartAsync(town, Same);
        Assert.Equal("Finished 0", await town.StatusAsync(same));
        Assert.Equal(["Confronto con il GSE: 1 mesi, nessuna differenza oltre la tolleranza"], await town.LinesAsync(same));

        var less = await StartAsync(town, Less);
        Assert.Equal("Suspended 0", await town.StatusAsync(less));
        Assert.Equal(["2025-10: -12 kWh, tariffa -1.5 euro, contributo 0 euro"], await town.LinesAsync(less));
        Assert.Equal(["confronta Differs", "segnala Raised"], await town.OutcomesAsync(less));
        Assert.Equal("12", (await town.OutputAsync(less, "confronta", "largestKwh"))!.Split('.')[0]);
        var task = (await town.ListAsync($"select key from wf.bookmark where instance_id = '{less}'")).Single();
        await town.Instances.CompleteTaskAsync(town.Community.Value, task, null, FlowTown.Cancellation);
        await town.QuietAsync();
        Assert.Equal("Finished 0", await town.StatusAsync(less));

        var wide = await town.StartAsync(
            "confronto-gse",
            ("Prospetto", "mese;quantita_kwh;tip_euro\n2025-10;5026,076;570,30\n"),
            ("TolleranzaKwh", 12m),
            ("TolleranzaEuro", "1.5"));
        await town.QuietAsync();
        Assert.Equal(["confronta Done"], await town.OutcomesAsync(wide));
    }

    [Fact]
    public async Task Differences_are_one_alarm_until_somebody_has_looked_at_them_and_none_is_raised_without()
    {
        await using var town = await OpenAsync();
        await town.AddAlarmReaderAsync("ufficio");
        await StartAsync(town, Same);
        Assert.Equal(0, await town.CountAsync("core.alarm"));

        var first = await StartAsync(town, Less);
        var again = await StartAsync(town, Less);
        Assert.Equal(
            ["confronto-gse/2025-10, gse_difference, warning: Differenza con i dati del GSE: 2025-10"],
            await town.ListAsync("select key || ', ' || kind || ', ' || severity || ': ' || title from core.alarm"));
        Assert.Equal(
            ["2025-10: -12 kWh, tariffa -1.5 euro, contributo 0 euro"], await town.ListAsync("select detail from core.alarm"));
        Assert.Equal(["ufficio@borgo.example"], await town.ListAsync("select recipient from core.letter"));
        Assert.Equal(["confronta Differs", "segnala AlreadyOpen"], await town.OutcomesAsync(again));

        // Another statement that fits closes nothing: a person does.
        await StartAsync(town, Same);
        Assert.Equal(1, await town.CountAsync("core.alarm where resolved_at is null"));
        var task = (await town.ListAsync($"select key from wf.bookmark where instance_id = '{first}'")).Single();
        await town.Instances.CompleteTaskAsync(town.Community.Value, task, "visto", FlowTown.Cancellation);
        await town.QuietAsync();
        Assert.Equal(0, await town.CountAsync("core.alarm where resolved_at is null"));
    }

    [Fact]
    public async Task Its_schedule_asks_for_the_statement_and_is_killed_at_every_commit_without_harm()
    {
        await using var town = await OpenAsync();
        var id = await town.StartAsync("confronto-gse-1", "il-25");
        var deaths = await town.QuietWithDeathsAsync();
        var task = (await town.ListAsync($"select key from wf.bookmark where instance_id = '{id}'")).Single();
        var answer = new OrderedDictionary<string, object?> { ["prospetto"] = Same };
        await town.Instances.CompleteTaskAsync(town.Community.Value, task, answer, FlowTown.Cancellation);
        deaths += await town.QuietWithDeathsAsync();
        Assert.InRange(deaths, 6, 100);
        Assert.Equal("Finished 0", await town.StatusAsync(id));
        Assert.Equal(["Confronto con il GSE: 1 mesi, nessuna differenza oltre la tolleranza"], await town.LinesAsync(id));
    }

    [Fact]
    public async Task Nodes_killed_with_signal_9_at_every_commit_ask_once_and_compare_what_they_were_given()
    {
        await using var town = await OpenAsync("2025-11-25T08:59:00+01:00");
        town.Time.Now += TimeSpan.FromMinutes(1);
        await using var nodes = new MortalNodes(town);
        var commits = await nodes.QuietAsync();
        var task = (await town.ListAsync("select key from wf.bookmark")).Single();
        await town.Instances.CompleteTaskAsync(
            town.Community.Value,
            task,
            new OrderedDictionary<string, object?> { ["prospetto"] = Less },
            FlowTown.Cancellation);
        commits.AddRange(await nodes.QuietAsync());
        var check = (await town.ListAsync("select key from wf.bookmark")).Single();
        await town.Instances.CompleteTaskAsync(town.Community.Value, check, null, FlowTown.Cancellation);
        commits.AddRange(await nodes.QuietAsync());
        await town.EveryStepWasDiedAtAsync(commits, "confronto-gse");
        Assert.Equal(["Finished 0"], await town.ListAsync("select sub_status || ' ' || incidents from wf.instance"));
        Assert.Equal(
            ["2025-10: -12 kWh, tariffa -1.5 euro, contributo 0 euro"],
            await town.ListAsync("select message from wf.journal where event = 'Line'"));
        Assert.Equal(
            ["confronto-gse/2025-10 closed"],
            await town.ListAsync("select key || case when resolved_at is null then ' open' else ' closed' end from core.alarm"));
        Assert.Equal(["1 1 1"], await town.ListAsync(
            "select string_agg(runs::text, ' ') from (select count(*) as runs from wf.activity_execution"
            + " where activity_id in ('chiedi', 'confronta', 'verifica') group by activity_id) as one"));
    }

    [Theory]
    [InlineData("", "line 1: Found nothing, expected a header with mese;quantita_kwh;tip_euro;cac_euro.")]
    [InlineData("mese;quantita_kwh;tip_euro\n2025-13;1;1\n", "line 2, mese: Found 2025-13, expected a month such as 2026-01.")]
    [InlineData("mese;quantita_kwh;tip_euro\n2025-10;molti;1\n", "line 2, quantita_kwh: Found molti, expected kWh such as 1234,5.")]
    public async Task What_cannot_be_read_is_refused_with_the_line(string statement, string sentence)
    {
        await using var town = await OpenAsync();
        var id = await StartAsync(town, statement);
        Assert.Equal("Finished 0", await town.StatusAsync(id));
        Assert.Equal(["confronta Refused"], await town.OutcomesAsync(id));
        Assert.Equal([sentence], await town.LinesAsync(id));
    }

    [Fact]
    public async Task Months_that_were_not_settled_here_are_not_compared()
    {
        await using var town = await OpenAsync();
        var id = await StartAsync(town, Same + "2025-09;1;1;1\n");
        Assert.Equal(["confronta Incomplete"], await town.OutcomesAsync(id));
        var none = await StartAsync(town, "mese;quantita_kwh;tip_euro\n");
        Assert.Equal(["confronta NothingToDo"], await town.OutcomesAsync(none));
    }

    private static async Task<FlowTown> OpenAsync(string now = "2025-11-10T06:00:00+01:00")
    {
        var town = await FlowTown.OpenAsync(now: now);
        await town.SettleAsync(new MarketMonth(2025, 10));
        var before = Path.Combine(Folder.Root, "..", "..", "Cer.Blocks.Tests", "Definitions", "confronto-gse-2.json");
        await town.PublishAsync(DefinitionText.Read(await File.ReadAllTextAsync(before, FlowTown.Cancellation)));
        return town;
    }

    private static async Task<string> StartAsync(FlowTown town, string statement)
    {
        var id = await town.StartAsync("confronto-gse", ("Prospetto", statement));
        await town.QuietAsync();
        return id;
    }
}
