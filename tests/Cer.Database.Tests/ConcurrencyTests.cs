using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Writers at once, and writers that die, leave exactly what they said they stored.</summary>
public class ConcurrencyTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_imports_of_overlapping_readings_at_once_store_each_reading_once()
    {
        var community = await postgres.CommunityAsync();
        // Quarters 0 to 2999 and 1000 to 3999: 4000 in all, in messages of 100 that go out together.
        var counts = await Task.WhenAll(SendAsync(0), SendAsync(1000), SendAsync(0));

        Assert.Equal(4000, counts.Sum(count => count.Added));
        Assert.Equal(5000, counts.Sum(count => count.Unchanged));
        Assert.Equal(0, counts.Sum(count => count.Corrected));
        Assert.Equal(4000, await postgres.CountAsync(community, "reading"));

        async Task<AppendCounts> SendAsync(int first)
        {
            var sum = default(AppendCounts);
            foreach (var quarters in Enumerable.Range(first, 3000).Chunk(100))
            {
                sum += await postgres.Readings.AppendAsync(
                    community,
                    IntakeSource.Csv,
                    [.. quarters.Select(quarter => Sample.Quarter(Sample.Hall, quarter, 1m))],
                    Cancellation);
            }

            return sum;
        }
    }

    [Fact]
    public async Task Writers_that_correct_one_reading_at_once_lose_none_of_their_words()
    {
        var community = await postgres.CommunityAsync();
        await Task.WhenAll(Enumerable.Range(1, 24).Select(amount => postgres.Readings.AppendAsync(
            community, IntakeSource.Rest, [Sample.Quarter(Sample.Hall, 0, amount)], Cancellation)));

        Assert.Equal(Enumerable.Range(1, 24), await postgres.AskAsync<int[]>(
            "select array_agg(revision order by revision) from core.reading where community_id = $1", community.Value));
        Assert.Equal(24L, await postgres.AskAsync<long>(
            "select count(distinct withdrawn_ukwh) from core.reading where community_id = $1", community.Value));
    }

    [Fact]
    public async Task A_message_sent_twice_at_once_is_stored_once()
    {
        var community = await postgres.CommunityAsync();
        var message = Sample.Message(community, Sample.Stored(1, Sample.Quarter(Sample.School, 0, 1m)));

        var receipts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => postgres.Intake.StoreAsync(message, Cancellation)));

        Assert.Single(receipts, receipt => !receipt.AlreadyExists);
        Assert.Single(receipts.Select(receipt => receipt.IngestId).Distinct());
    }

    [Fact]
    public async Task An_import_whose_connection_is_killed_leaves_nothing_and_its_repeat_is_exact()
    {
        var community = await postgres.CommunityAsync();
        var file = File(community, 60_000);
        var name = $"victim {Guid.NewGuid():N}";
        var address = new NpgsqlConnectionStringBuilder(postgres.Database.AppAddress) { ApplicationName = name };
        await using var victim = Storage.Database.Open(address.ConnectionString);

        var import = new IntakeStore(victim).StoreAsync(file, Cancellation);
        await KillWhileItWritesAsync(name, import);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => import);
        Assert.Equal(0, await postgres.CountAsync(community, "reading"));
        Assert.Equal(0, await postgres.CountAsync(community, "ingest"));
        Assert.Equal(new AppendCounts(60_000, 0, 0), (await postgres.Intake.StoreAsync(file, Cancellation)).Readings);
        Assert.Equal(new AppendCounts(0, 60_000, 0), (await postgres.Intake.StoreAsync(file, Cancellation)).Readings);
        Assert.Equal(60_000, await postgres.CountAsync(community, "reading"));
    }

    [Fact]
    public async Task An_import_that_is_cancelled_leaves_nothing()
    {
        var community = await postgres.CommunityAsync();
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => postgres.Intake.StoreAsync(File(community, 60_000), impatience.Token));

        Assert.Equal(0, await postgres.CountAsync(community, "reading"));
    }

    private static IntakeRecord File(CommunityId community, int readings) => Sample.Message(community) with
    {
        Source = IntakeSource.Csv,
        ResourceId = null,
        MessageTimestamp = null,
        Lines =
        [
            .. Enumerable.Range(0, readings).Select(i => Sample.Stored(i + 2, Sample.Quarter(Sample.Hall, i, 1m))),
        ],
    };

    private async Task KillWhileItWritesAsync(string name, Task import)
    {
        const string Kill = """
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = $1 and state = 'active' and query like 'with added as%'
              and clock_timestamp() - xact_start > interval '100 milliseconds'
            """;
        while (!import.IsCompleted)
        {
            await using var command = postgres.Database.Admin.CreateCommand(Kill);
            command.Parameters.Add(new() { Value = name });
            if (await command.ExecuteScalarAsync(Cancellation) is true) return;
            await Task.Delay(2, Cancellation);
        }
    }
}
