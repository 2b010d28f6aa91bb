using Cer.Database.Tests;
using Cer.Storage.Workflows;
using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Hosting;
using Cer.Workflows.Running;
using Npgsql;

namespace Cer.Benchmarks.Flows;

/// <summary>A migrated database with a community in it, and the nodes and desks of its workflows.</summary>
internal sealed class FlowTown : IRequestSender, IDelivery, IAsyncDisposable
{
    private readonly TestDatabase? _database;
    private readonly WakeUp _wakeUp;

    private FlowTown(TestDatabase? database, string address, int tenant)
    {
        (_database, Db, Tenant) = (database, Storage.Database.Open(address), tenant);
        Quick = FlowDatabase.Open(address);
        _wakeUp = new(Db);
        Stores = FlowStores.Of(Db, _wakeUp, Quick);
        Definitions = new(Db, TimeProvider.System);
        Host = new(
            new(ActivityCatalog.Standard), Definitions, ScriptLanguages.Evaluator(TimeProvider.System), this, TimeProvider.System);
        Instances = new(Definitions, Stores.Inbox, TimeProvider.System);
    }

    public TestDatabase Database => _database!;

    public NpgsqlDataSource Db { get; }

    public NpgsqlDataSource Quick { get; }

    public int Tenant { get; }

    public HostStores Stores { get; }

    public DefinitionStore Definitions { get; }

    public HostServices Host { get; }

    public InstanceDesk Instances { get; }

    public static async Task<FlowTown> OpenAsync()
    {
        var database = await TestDatabase.CreateMigratedAsync();
        await using var command = database.Admin.CreateCommand("insert into core.community (code) values ('bench') returning id");
        return new(database, database.AppAddress, (int)(await command.ExecuteScalarAsync())!);
    }

    /// <summary>Another node's view of a town that somebody else has made.</summary>
    public static FlowTown At(string address) => new(null, address, 0);

    public WorkflowNode Node(NodeSettings settings, IInstanceStore? instances = null) => new(
        Host, Stores with { Instances = instances ?? Stores.Instances }, this, settings, Console.Error.WriteLine);

    public async Task PublishAsync(string definition)
    {
        var read = DefinitionText.Read(definition);
        var desk = new DefinitionDesk(Host, Definitions);
        await desk.SaveAsync(Tenant, read, null, "bench", default);
        var result = await desk.PublishAsync(Tenant, read.DefinitionId, null, default);
        if (result.Published is null) throw new InvalidOperationException(string.Join('\n', result.Problems));
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        command.CommandTimeout = 300;
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task DoAsync(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellation) =>
        throw new InvalidOperationException("Found a request, expected none in a bench.");

    public ValueTask DeliverAsync(OutboxRow row, CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _wakeUp.DisposeAsync();
        await Db.DisposeAsync();
        await Quick.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}
