using Cer.Operations.Ports;
using Cer.Storage;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Hours that are no longer kept and of which nobody counted who was behind them: no sum of them comes any more.</summary>
public sealed class PastTests : IAsyncLifetime
{
    private TestDatabase? _database;
    private CommunityId _community;

    private TestDatabase Database => _database!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _community = (await new CommunityStore(Database.App).SaveAsync("passato", Sample.Definition, "test", Cancellation)).Community;
    }

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Kept is from the first of February in UTC: the day before it in Rome has hours on both sides, and is not summed again.
    [Theory]
    [InlineData("2020-01-15T10:00:00Z", null, "past")]
    [InlineData("2020-01-31T23:00:00Z", null, "past")]
    [InlineData("2020-02-01T22:00:00Z", null, "past")]
    [InlineData("2020-02-01T23:00:00Z", null, "unsummed")]
    [InlineData("2020-02-15T10:00:00Z", null, "unsummed")]
    [InlineData("2020-01-15T10:00:00Z", 0, "few_members")]
    public async Task They_are_past_and_others_are_to_be_summed_again(string hour, int? members, string standing)
    {
        await RunAsync(
            """
            insert into core.retention_act (kind, month, rows, bytes, months, who, why)
            values ('energy_hour', '2020-01-01', 0, 0, 61, 'test', 'prova')
            """);
        await RunAsync(
            $"""
            insert into core.hour_sum (community_id, starts_at, produced_ukwh, injected_ukwh, withdrawn_ukwh, points_expected,
              points_known, members, private_members, private_producers, closed)
            values ({_community.Value}, '{hour}', 1, 1, 1, 1, 1, 1, {members?.ToString(null, null) ?? "null"}, 0, false)
            """);
        await using var ask = Database.Admin.CreateCommand("select standing from core.hour_standing");
        Assert.Equal(standing, await ask.ExecuteScalarAsync(Cancellation));
        // What everybody reads counts it among those that are not told, and says why.
        await using var rep = NpgsqlDataSource.Create(Database.RepAddress);
        await using var told = rep.CreateCommand("select why from rep.open_untold");
        Assert.Equal(standing, await told.ExecuteScalarAsync(Cancellation));
    }

    private async Task RunAsync(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
