using System.Globalization;
using Cer.Storage.Workflows;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Hosting;

namespace Cer.Durable.Tests;

/// <summary>A database with workflows in it, and nodes that run them.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly FlowFixture _fixture;
    private readonly WakeUp _wakeUp;
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _running = [];

    private House(FlowFixture fixture, int tenant)
    {
        (_fixture, Tenant) = (fixture, tenant);
        _wakeUp = new(fixture.Database.App);
        Stores = FlowStores.Of(fixture.Database.App, _wakeUp, fixture.Quick);
        Definitions = new(fixture.Database.App, Time);
        Host = new(new(Activities.All), Definitions, ScriptLanguages.Evaluator(TimeProvider.System), Requests, Time);
        Desk = new(Host, Definitions);
        Instances = new(Definitions, Stores.Inbox, Time);
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public int Tenant { get; }

    public MovedTime Time { get; } = new();

    public Requests Requests { get; } = new();

    public TestActivities Activities { get; } = new();

    public HostStores Stores { get; }

    public DefinitionStore Definitions { get; }

    public HostServices Host { get; }

    public DefinitionDesk Desk { get; }

    public InstanceDesk Instances { get; }

    /// <summary>What nodes have said.</summary>
    public List<string> Said { get; } = [];

    public string Address => _fixture.Database.AppAddress;

    public static async Task<House> OpenAsync(FlowFixture fixture) => new(fixture, await fixture.BeginAsync());

    public WorkflowNode Node(IInstanceStore? instances = null, Func<NodeSettings, NodeSettings>? settings = null)
    {
        var own = new NodeSettings { Poll = TimeSpan.FromMilliseconds(200), Grace = TimeSpan.FromMilliseconds(300) };
        return new(Host, Stores with { Instances = instances ?? Stores.Instances }, Requests, settings?.Invoke(own) ?? own, Said.Add);
    }

    /// <summary>Has a node work until the house is left.</summary>
    public void Run(Func<NodeSettings, NodeSettings>? settings = null)
    {
        var node = Node(settings: settings);
        _running.Add(Task.Run(() => node.RunAsync(_over.Token)));
    }

    public async Task<SavedDefinition> PublishAsync(string definition)
    {
        var read = DefinitionText.Read(definition);
        var latest = await Definitions.FindAsync(Tenant, read.DefinitionId, null, Cancellation);
        await Desk.SaveAsync(Tenant, read, latest?.Revision, "test", Cancellation);
        var result = await Desk.PublishAsync(Tenant, read.DefinitionId, null, Cancellation);
        Assert.True(result.Published is not null, string.Join('\n', result.Problems));
        return result.Published;
    }

    public Task<string> StartAsync(string definition = "main", OrderedDictionary<string, object?>? input = null, string? key = null) =>
        Instances.StartAsync(Tenant, definition, input ?? [], null, key, Cancellation);

    /// <summary>A node that does all that is due now.</summary>
    public Task QuietAsync() => Node().QuietAsync(Cancellation);

    public Task<List<string>> LinesAsync(string? instance = null) => ListAsync(
        $"select message from wf.journal where event = 'Line' and instance_id = coalesce({Quoted(instance)}, instance_id)"
        + " order by at, seq");

    public async Task<string> StatusAsync(string instance) =>
        (await ListAsync($"select sub_status from wf.instance where id = {Quoted(instance)}")).SingleOrDefault("none");

    public Task<List<string>> EffectsAsync() => ListAsync("select what from test.effect order by id");

    public async Task<long> CountAsync(string what) =>
        long.Parse((await ListAsync($"select count(*)::text from {what}"))[0], CultureInfo.InvariantCulture);

    /// <summary>The first column of what a query of the superuser finds.</summary>
    public async Task<List<string>> ListAsync(string sql)
    {
        await using var command = _fixture.Database.Admin.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        List<string> found = [];
        while (await reader.ReadAsync(Cancellation)) found.Add(reader.IsDBNull(0) ? "" : reader.GetValue(0).ToString()!);
        return found;
    }

    public Task RunAsync(string sql) => _fixture.RunAsync(sql);

    /// <summary>The time of all leases is over, as after a while without a sign of life.</summary>
    public Task PassLeasesAsync() =>
        RunAsync("update wf.instance set lease_until = now() - interval '1 second' where lease_until is not null");

    /// <summary>Waits, with much patience, until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 1200; i++)
        {
            if (await isSo()) return;
            await Task.Delay(50, Cancellation);
        }

        Assert.Fail("It did not come about in a minute.");
    }

    public async ValueTask DisposeAsync()
    {
        Activities.Release.TrySetResult();
        await _over.CancelAsync();
        await Task.WhenAll(_running);
        await _wakeUp.DisposeAsync();
        _over.Dispose();
    }

    private static string Quoted(string? text) => text is null ? "null" : $"'{text}'";
}
