using Cer.Database.Tests;
using Cer.Operations.Ports;
using Cer.Storage;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Cer.Database.Tests;

/// <summary>One migrated database for all tests of a run; each test settles in a community of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private TestDatabase? _database;

    public TestDatabase Database => _database!;

    /// <summary>Connections of the running program, whose rights every store test has.</summary>
    public NpgsqlDataSource App => Database.App;

    public ReadingStore Readings => new(App, TimeProvider.System);

    public IntakeStore Intake => new(App);

    public CommunityStore Communities => new(App);

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateMigratedAsync();

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A community with two points: the first has one unit, the second two.</summary>
    public async Task<CommunityId> CommunityAsync()
    {
        var stored = await Communities.SaveAsync(
            $"c{Guid.NewGuid():N}", Sample.Definition, "test", TestContext.Current.CancellationToken);
        return stored.Community;
    }

    /// <summary>What a query of the superuser finds.</summary>
    public async Task<T> AskAsync<T>(string sql, params object[] values)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<long> CountAsync(CommunityId community, string table) =>
        AskAsync<long>($"select count(*) from core.{table} where community_id = $1", community.Value);
}
