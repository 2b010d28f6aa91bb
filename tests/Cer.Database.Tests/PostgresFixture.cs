using System.Diagnostics;
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

    /// <summary>Months of a table, which another test that reads it just now puts off: asked for until they are there.</summary>
    public async Task MonthsAsync(string table, string first, string last)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            await using var command = App.CreateCommand($"select core.ensure_months('{table}', '{first}', '{last}')");
            var missing = (int)(await command.ExecuteScalarAsync())!;
            if (missing == 0) return;
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(1), $"{missing} months of {table} are missing");
        }
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
