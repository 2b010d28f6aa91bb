using Cer.Database.Tests;
using Cer.Durable.Tests;
using Cer.Storage.Workflows;
using Npgsql;

[assembly: AssemblyFixture(typeof(FlowFixture))]
// Nodes take what is due whoever put it down: a test has the database for itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Cer.Durable.Tests;

/// <summary>One migrated database; each test begins with no workflows in it.</summary>
public sealed class FlowFixture : IAsyncLifetime
{
    private TestDatabase? _database;
    private NpgsqlDataSource? _quick;

    public TestDatabase Database => _database!;

    /// <summary>Connections as the host of workflows uses them.</summary>
    public NpgsqlDataSource Quick => _quick!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _quick = FlowDatabase.Open(_database.AppAddress);
        await RunAsync(
            """
            create schema test;
            create table test.effect (id bigint generated always as identity, what text not null);
            grant usage on schema test to cer_app;
            grant select, insert on test.effect to cer_app
            """);
    }

    public async ValueTask DisposeAsync()
    {
        if (_quick is not null) await _quick.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>An empty house, with a community of its own.</summary>
    public async Task<int> BeginAsync()
    {
        await RunAsync(
            "truncate wf.definition, wf.trigger, wf.instance, wf.value, wf.activity_execution, wf.journal,"
            + " wf.bookmark, wf.inbox, wf.outbox, test.effect");
        await using var command = Database.Admin.CreateCommand("insert into core.community (code) values ($1) returning id");
        command.Parameters.Add(new() { Value = $"c{Guid.NewGuid():N}" });
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
