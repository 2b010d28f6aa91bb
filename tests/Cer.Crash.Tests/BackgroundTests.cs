using Cer.Installation.Tests;

namespace Cer.Crash.Tests;

/// <summary>The background work of the server, while the server and its database are killed.</summary>
public sealed class BackgroundTests(CrashCluster cluster)
{
    private const string Month = "2025-03";
    private const string HoursDone = "(select count(*) from core.work where kind = 'hours' and done_at is not null)";
    private const string AllDone = "not exists (select from core.work where done_at is null)";

    // Work is put down for a moment later, so the clock of each start stands further on. The workflow of the hours is published
    // at the first one: at the second it has missed its time, and a clock that stands still never comes to its next.
    private const string Published =
        "exists (select from wf.definition where definition_id = 'aggregazione-oraria' and is_published)";

    private const string Before = "2025-04-02T12:00:00Z";
    private const string After = "2025-04-02T13:00:00Z";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hours_and_month_are_made_once_each_however_often_the_work_is_broken_off()
    {
        var chances = Chances.Of(nameof(BackgroundTests));
        await using var database = await cluster.NewDatabaseAsync();
        var community = InventedCommunity.Write(
            Path.Combine(database.Folder, "in"), InventedCommunity.Points * InventedCommunity.Hours, 60);
        (await database.RunAsync("import", "--community", InventedCommunity.Code, community.Folder)).Succeeded();

        await using (var server = database.Start("serve", "--clock", Before))
        {
            Assert.True(await database.UntilAsync($"exists (select from core.work) and {Published}", server), server.Said);
            Assert.True(await server.KillAsync());
        }

        await using (var server = database.Start("serve", "--clock", After))
        {
            Assert.True(await database.UntilAsync($"{HoursDone} > {chances.Next(2, 8)}", server), server.Said);
            await cluster.KillAsync();
            await cluster.StartAsync();
            Assert.True(await database.UntilAsync($"{HoursDone} > {chances.Next(9, 12)}", server), server.Said);
            await database.KillBackendAsync();
            Assert.True(await database.UntilAsync($"{HoursDone} > {chances.Next(16, 24)}", server), server.Said);
            Assert.True(await server.KillAsync());
        }

        await using (var server = database.Start("serve", "--clock", After))
        {
            Assert.True(await database.UntilAsync($"{HoursDone} = 31", server), server.Said);
            await Task.Delay(chances.Next(200), Cancellation);
            Assert.True(await server.KillAsync());
        }

        await using (var server = database.Start("serve", "--clock", After))
        {
            Assert.True(await database.UntilAsync(AllDone, server), server.Said);
            Assert.Equal(0, (await server.StopAsync()).Exit);
            Assert.DoesNotContain("Exception", server.Said, StringComparison.Ordinal);
        }

        await AssertDoneOnceAsync(database);
        await AssertSettledAsFilesAreAsync(database);
    }

    private static async Task AssertDoneOnceAsync(CrashDatabase database)
    {
        Assert.Equal(
            [("deadlines", 1L, 1L, 0L), ("hours", 31L, 31L, 0L), ("month", 1L, 1L, 0L), ("workflow-retention", 1L, 1L, 0L)],
            await database.RowsAsync(
                """
                select kind, count(*), count(done_at), count(last_error) from core.work group by kind order by kind
                """,
                row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))));
        const int Series = InventedCommunity.Points + InventedCommunity.Roofs;
        Assert.Equal(
            [(Series * InventedCommunity.Hours, 1)],
            await database.RowsAsync(
                "select count(*), max(revision) from core.energy_hour", row => (row.GetInt64(0), row.GetInt32(1))));
        Assert.Equal(1L, await database.AskAsync<long>("select count(*) from core.settlement_run"));
    }

    /// <summary>Exported and settled from files, it has the figures that the background work stored.</summary>
    private static async Task AssertSettledAsFilesAreAsync(CrashDatabase database)
    {
        string Place(string name) => Path.Combine(database.Folder, name);
        var export = await database.RunAsync(
            "export", "--community", InventedCommunity.Code, "--output", Place("exported"));
        export.Succeeded();
        await using (var settle = CerProgram.Start("settle", "--input", Place("exported"), "--output", Place("files")))
            Assert.Equal("", (await settle.EndAsync()).Errors);
        var stored = await database.RunAsync(
            "settle", "--community", InventedCommunity.Code, "--month", Month, "--output", Place("stored"));
        Assert.Equal("", stored.Errors);
        // The same inputs and program: the run of the background work is found again, none is added.
        Assert.Equal(1L, await database.AskAsync<long>("select count(*) from core.settlement_run"));
        Assert.Equal("", (await CommandResult.Of("/", "diff", "-r", Place("files"), Place("stored"))).Succeeded());

        foreach (var (file, sql) in SettledTables.All)
        {
            var rows = await File.ReadAllLinesAsync(Path.Combine(Place("files"), file), Cancellation);
            Assert.True(rows.Length > 1, file);
            Assert.Equal(
                rows.Skip(1).Order(StringComparer.Ordinal),
                (await database.RowsAsync(sql, row => row.GetString(0))).Order(StringComparer.Ordinal));
        }
    }
}
