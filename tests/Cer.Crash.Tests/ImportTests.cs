namespace Cer.Crash.Tests;

/// <summary>An import that is interrupted, and given again.</summary>
public sealed class ImportTests(CrashCluster cluster)
{
    private const string AnyReading = "exists (select from core.reading)";

    public static TheoryData<int, int> Kills { get; } =
        Chances.Soak ? new() { { 200_000, 3 }, { 1_000_000, 20 } } : new() { { 200_000, 3 } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kills))]
    public async Task An_import_killed_again_and_again_ends_with_every_reading_once(int rows, int kills)
    {
        var chances = Chances.Of(nameof(ImportTests));
        await using var database = await cluster.NewDatabaseAsync();
        var community = InventedCommunity.Write(Path.Combine(database.Folder, "in"), rows, 15);
        var hits = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            // The first as soon as something is stored; the others further on, wherever in a batch.
            var stored = await StoredAsync(database);
            var next = stored + 1 + chances.NextInt64(Math.Max(1, (rows - stored) / (kills - kill + 1)));
            await using var program = Import(database, community);
            await database.UntilAsync($"count(*) >= {next} from core.reading", program);
            if (kill > 0) await Task.Delay(chances.Next(100), Cancellation);
            if (await program.KillAsync()) hits++;
        }

        Assert.True(hits >= 2, $"Of {kills} kills {hits} met a running import.");
        var outcome = await EndAsync(database, community);
        await AssertWholeAsync(database, community);
        Assert.DoesNotContain($"{rows} added", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200_000, false)]
    [InlineData(60_000, true)]
    public async Task An_import_whose_database_dies_says_so_and_repeated_makes_it_whole(int rows, bool onlyBackend)
    {
        var chances = Chances.Of($"{nameof(ImportTests)} {rows}");
        await using var database = await cluster.NewDatabaseAsync();
        var community = InventedCommunity.Write(Path.Combine(database.Folder, "in"), rows, 15);
        await using var program = Import(database, community);
        Assert.True(await database.UntilAsync(AnyReading, program), program.Said);
        await Task.Delay(chances.Next(50), Cancellation);
        if (onlyBackend) await database.KillBackendAsync();
        else await cluster.KillAsync();

        var outcome = await program.EndAsync();
        Console.WriteLine(outcome.Errors.TrimEnd());
        outcome.FailedWithASentence();
        await cluster.StartAsync();
        Assert.Equal(0, await StoredAsync(database) % 20_000);
        await EndAsync(database, community);
        await AssertWholeAsync(database, community);
    }

    private static CerProgram Import(CrashDatabase database, InventedCommunity community) =>
        database.Start("import", "--community", InventedCommunity.Code, community.Folder);

    private static async Task<CerOutcome> EndAsync(CrashDatabase database, InventedCommunity community)
    {
        await using var program = Import(database, community);
        return (await program.EndAsync()).Succeeded();
    }

    private static Task<long> StoredAsync(CrashDatabase database) =>
        database.AskAsync<long>("select count(*) from core.reading");

    private static async Task AssertWholeAsync(CrashDatabase database, InventedCommunity community)
    {
        var found = await database.RowsAsync(
            """
            select count(*), count(distinct (pod_id, starts_at, unit_id, meter)), max(revision),
              sum(injected_ukwh)::bigint, sum(withdrawn_ukwh)::bigint
            from core.reading
            """,
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), row.GetInt64(3), row.GetInt64(4)));
        Assert.Equal(
            [(community.Rows, community.Rows, 1, community.InjectedMicroKwh, community.WithdrawnMicroKwh)], found);
        Assert.Equal(
            [(1L, (long)InventedCommunity.Points, (long)InventedCommunity.Hours, (long)InventedCommunity.Hours)],
            await database.RowsAsync(
                """
                select (select count(*) from core.definition), (select count(*) from core.pod),
                  (select count(*) from core.price), (select count(*) from core.price where revision = 1)
                """,
                row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))));
    }
}
