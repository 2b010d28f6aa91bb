using Cer.Storage.Homes;
using NodaTime;
using Npgsql;

namespace Cer.Host.Tests.Homes;

/// <summary>What is put down to be sent, beside others who write to the same community.</summary>
public sealed class HomeOutboxTests
{
    private static readonly LocalDate Day = new(2025, 3, 29);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_in_vain_for_another_writer_has_begun_nothing_and_sends_all_the_next_time()
    {
        await using var town = await StatisticsTown.StartAsync();
        await town.LiveAsync(Day);
        await using var hasty = Hasty(town);
        var outbox = new HomeOutbox(hasty);
        await WhileAnotherWritesAsync(
            hasty, town, () => Assert.ThrowsAnyAsync<NpgsqlException>(() => outbox.OpenAsync("house", Cancellation)));

        Assert.Null(await outbox.StateAsync(Cancellation));
        Assert.True(await town.Outbox.OpenAsync("house", Cancellation));
        Assert.True(await town.SendAsync() > 0);
        Assert.Equal(town.Expected("shared", Day), town.There("shared"));
    }

    [Fact]
    public async Task Another_house_that_cannot_be_begun_leaves_the_former_one_with_its_sums()
    {
        await using var town = await StatisticsTown.StartAsync();
        await town.LiveAsync(Day);
        await town.Outbox.OpenAsync("house", Cancellation);
        await town.SendAsync();
        var sums = await town.Outbox.SumsAsync(town.Community, LocalDate.MaxIsoValue, Cancellation);
        await using var hasty = Hasty(town);
        await WhileAnotherWritesAsync(
            hasty, town, () => Assert.ThrowsAnyAsync<NpgsqlException>(() => new HomeOutbox(hasty).OpenAsync("another", Cancellation)));

        Assert.Equal("house", (await town.Outbox.StateAsync(Cancellation))!.Target);
        Assert.Equal(sums, await town.Outbox.SumsAsync(town.Community, LocalDate.MaxIsoValue, Cancellation));
        Assert.NotEmpty(sums);
    }

    private static NpgsqlDataSource Hasty(StatisticsTown town) =>
        Storage.Database.Open(new NpgsqlConnectionStringBuilder(town.AppAddress) { CommandTimeout = 1 }.ConnectionString);

    /// <summary>Another session holds the lock that all writers of the community take.</summary>
    private static async Task WhileAnotherWritesAsync(NpgsqlDataSource db, StatisticsTown town, Func<Task> act)
    {
        await using var other = await db.OpenConnectionAsync(Cancellation);
        await using var writing = await other.BeginTransactionAsync(Cancellation);
        await using var take = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('core.community'), $1)", other);
        take.Parameters.Add(new() { Value = town.Community.Value });
        await take.ExecuteNonQueryAsync(Cancellation);
        await act();
    }
}
