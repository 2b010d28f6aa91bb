using Cer.Host.Market;
using Cer.Market.Tests.Gme;
using Cer.Operations.Periods;

namespace Cer.Blocks.Tests;

/// <summary>The shipped workflows that look after the installation, by nodes that are killed with signal 9 at every commit.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task Nodes_killed_with_signal_9_at_every_commit_raise_one_alarm_an_incident_and_write_of_it_once()
    {
        await using var town = await FlowTown.OpenAsync(now: "2025-11-10T07:28:00+01:00");
        // October is all there is; by the tenth of November every point is silent for more than a week.
        town.Time.Now += TimeSpan.FromMinutes(1);
        while (await town.Get<DoDueWork>().RunAsync(FlowTown.Cancellation) is not null) continue;
        await town.AddAlarmReaderAsync("ufficio");
        await town.ShipAsync("allarmi-anomalie");
        town.Time.Now += TimeSpan.FromMinutes(1);
        var commits = await town.QuietWithKillsAsync();
        await town.EveryStepWasDiedAtAsync(commits, "allarmi-anomalie");
        Assert.Equal(["Finished 0"], await town.ListAsync("select sub_status || ' ' || incidents from wf.instance"));
        Assert.Equal(["data_missing"], await town.ListAsync("select distinct kind from core.alarm"));
        // As many as the golden folder has points.
        Assert.Equal(
            ["39 39 39"],
            await town.ListAsync("select count(*) || ' ' || count(distinct key) || ' ' || count(*) filter (where resolved_at is null)"
                + " from core.alarm"));
        Assert.Equal(39, await town.CountAsync("core.alarm_event where event = 'raised'"));
        Assert.Equal(["ufficio@borgo.example"], await town.ListAsync("select recipient from core.letter"));
    }

    [Fact]
    public async Task Nodes_killed_with_signal_9_at_every_commit_make_the_backup_of_the_night_once()
    {
        await using var town = await FlowTown.OpenAsync(now: "2025-11-10T02:29:00+01:00");
        await town.ShipAsync("backup-notturno");
        town.Time.Now += TimeSpan.FromMinutes(1);
        var commits = await town.QuietWithKillsAsync();
        await town.EveryStepWasDiedAtAsync(commits, "backup-notturno");
        Assert.Equal(["Finished 0"], await town.ListAsync("select sub_status || ' ' || incidents from wf.instance"));
        // Whoever came after the one that made it found it made.
        var id = (await town.ListAsync("select id from wf.instance")).Single();
        Assert.Equal(["salva NothingToDo", "chiudi NothingToDo"], await town.OutcomesAsync(id));
        var made = Assert.Single(Directory.GetFiles(Path.Combine(town.Data, "backup")));
        Assert.InRange(new FileInfo(made).Length, 10_000, long.MaxValue);
        Assert.Equal(0, await town.CountAsync("core.alarm"));
    }

    [Fact]
    public async Task Nodes_killed_with_signal_9_at_every_commit_fetch_each_price_once()
    {
        await using var gme = await FakeGme.StartAsync();
        await using var town = await WithMarketAsync(gme);
        var commits = await town.QuietWithKillsAsync();
        await town.EveryStepWasDiedAtAsync(commits, "importazione-prezzi");
        Assert.Equal(["Finished 0"], await town.ListAsync("select sub_status || ' ' || incidents from wf.instance"));
        // Ten days of November, and nothing was asked for twice.
        Assert.Equal(
            ["240 240 1 0"],
            await town.ListAsync(
                "select count(*) || ' ' || count(distinct starts_at) || ' ' || max(revision) || ' '"
                + $" || (select count(*) from core.alarm) from core.price where {November}"));
        Assert.Single(gme.Questions);
    }
    [Fact]
    public async Task Prices_that_the_market_refused_are_an_alarm_and_come_the_next_day_hour_by_hour()
    {
        await using var gme = await FakeGme.StartAsync();
        await using var town = await WithMarketAsync(gme);
        await town.AddAlarmReaderAsync("ufficio");
        for (var refusals = 0; refusals < 3; refusals++) gme.Faults.Enqueue(FakeGme.Says(401, ""));
        await town.QuietAsync();
        gme.Faults.Clear();
        // The work is put off by half a day: the next run finds nothing to do, and the alarm stands.
        town.Time.Now += TimeSpan.FromHours(1);
        await town.QuietAsync();
        Assert.Equal(
            ["prezzi: Found 401 right after logging in, expected prices: may this account ask for them?"],
            await town.ListAsync("select key || ': ' || detail from core.alarm where resolved_at is null"));
        Assert.Equal(0, await town.CountAsync($"core.price where {November}"));

        town.Time.Now += TimeSpan.FromHours(23);
        await town.QuietAsync();
        Assert.Equal(0, await town.CountAsync("core.alarm where resolved_at is null"));
        Assert.Equal(["ufficio@borgo.example"], await town.ListAsync("select recipient from core.letter"));
        // Eleven days, of which each hour costs one more than the one before, from 100 at midnight in Rome.
        Assert.Equal(
            Enumerable.Range(0, 24).Select(hour => $"{hour:00} {100 + hour} 11"),
            await town.ListAsync(
                "select hour || ' ' || price || ' ' || count(*) from (select to_char(starts_at at time zone 'Europe/Rome', 'HH24') as hour,"
                + $" eur_per_mwh::int as price from core.price where {November} and zone = 'CNOR') as one"
                + " group by hour, price order by 1"));
        Assert.Equal(
            ["scarica Incomplete", "scarica NothingToDo", "scarica Done"],
            await town.ListAsync(
                "select activity_id || ' ' || outcomes[1] from wf.activity_execution join wf.instance as i on i.id = instance_id"
                + " where activity_id = 'scarica' order by i.created_at"));
    }

    private const string November = "starts_at >= '2025-10-31T23:00:00Z'";

    /// <summary>At the minute of the schedule, with an account at the market; the months before November are known.</summary>
    private static async Task<FlowTown> WithMarketAsync(FakeGme gme)
    {
        var town = await FlowTown.OpenAsync(
            now: "2025-11-10T08:09:00+01:00",
            with: settings => settings with
            {
                Gme = new GmeSettings(FakeGme.Login) { Password = FakeGme.Password, Base = gme.Base.ToString() },
            });
        await town.RunAsync("""
            insert into core.price (zone, starts_at, minutes, revision, eur_per_mwh, source)
            select 'CNOR', starts_at, 60, 1, 100, 'test'
            from generate_series(timestamptz '2024-03-31T22:00Z', '2025-09-30T21:00Z', '1 hour') as starts_at
            """);
        await town.ShipAsync("importazione-prezzi");
        town.Time.Now += TimeSpan.FromMinutes(1);
        return town;
    }
}
