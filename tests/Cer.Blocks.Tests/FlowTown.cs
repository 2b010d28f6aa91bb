using System.Globalization;
using System.Text;
using System.Text.Json;
using Cer.Database.Tests;
using Cer.Domain;
using Cer.Durable.Tests;
using Cer.Host.Data;
using Cer.Host.Workflows.Shipped;
using Cer.Operations.Documents;
using Cer.Operations.Importing;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Tests;
using Cer.Reporting.Tests;
using Cer.Storage.Workflows;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Blocks.Tests;

/// <summary>A community of a golden folder with its readings and nothing else, and nodes that run its workflows.</summary>
internal sealed class FlowTown : IAsyncDisposable
{
    private const string Magliano = "cer-magliano-ottobre";

    private readonly ServiceProvider _services;
    private readonly WakeUp _wakeUp;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("cer-data-");

    private FlowTown(TestDatabase database, ServiceProvider services, SetTime time, Settings settings)
    {
        (Database, _services, Time) = (database, services, time);
        File.WriteAllText(Path.Combine(Data, Settings.FileName), JsonSerializer.Serialize(settings));
        _wakeUp = new(database.App);
        Stores = FlowStores.Of(database.App, _wakeUp);
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public TestDatabase Database { get; }

    public SetTime Time { get; }

    public HostStores Stores { get; }

    public CommunityId Community { get; private set; }

    public List<string> Said { get; } = [];

    /// <summary>The data folder of programs that run beside this one.</summary>
    public string Data => _data.FullName;

    public InstanceDesk Instances => Get<InstanceDesk>();

    public static async Task<FlowTown> OpenAsync(
        string folder = Magliano, string now = "2025-11-10T06:00:00+01:00", Func<Settings, Settings>? with = null,
        Action<IServiceCollection>? add = null)
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var time = new SetTime(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        var settings = new Settings(database.AppAddress, database.OwnerAddress, null)
        {
            DemoLive = false,
            MemberConnection = database.MemberAddress,
        };
        settings = with?.Invoke(settings) ?? settings;
        var made = new ServiceCollection().AddLogging().AddServer(settings, time).AddSingleton<IPdfPress>(new BlankPress());
        add?.Invoke(made);
        var services = made.BuildServiceProvider();
        var town = new FlowTown(database, services, time, settings);
        await town.ImportAsync(Path.Combine(Folder.Root, folder, "input"));
        return town;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Publishes a workflow that comes with the program.</summary>
    public Task<string> ShipAsync(string name) =>
        PublishAsync(ShippedFlows.All.Single(flow => flow.Definition.DefinitionId == name).Definition);

    public async Task<string> PublishAsync(WorkflowDefinition definition)
    {
        var desk = Get<DefinitionDesk>();
        await desk.SaveAsync(Community.Value, definition, null, "test", Cancellation);
        var result = await desk.PublishAsync(Community.Value, definition.DefinitionId, null, Cancellation);
        Assert.True(result.Published is not null, string.Join('\n', result.Problems));
        Assert.DoesNotContain(result.Problems, problem => problem.Prevents);
        return result.Published.Definition.VersionId;
    }

    public Task<string> StartAsync(string definition, params (string Name, object? Value)[] input) =>
        Instances.StartAsync(Community.Value, definition, Values(input), null, null, Cancellation);

    /// <summary>Settles a month as a person does.</summary>
    public async Task SettleAsync(MarketMonth month) => Assert.IsType<SettleOutcome.Settled>(
        await Get<SettleStored>().RunAsync(Community, month, month, null, "test", null, Cancellation));

    /// <summary>Begins it as its own schedule does.</summary>
    public Task<string> StartAsync(string version, string trigger, params (string Name, object? Value)[] input) =>
        Instances.StartAsync(
            Community.Value, new StartRequest(version, Values(input)) { TriggerActivityId = trigger }, null, Cancellation);

    public WorkflowNode Node(IInstanceStore? instances = null) => new(
        Get<HostServices>(),
        Stores with { Instances = instances ?? Stores.Instances },
        Get<IDelivery>(),
        new() { Workers = 1 },
        Said.Add);

    /// <summary>Does all that is due now.</summary>
    public Task QuietAsync() => Node().QuietAsync(Cancellation);

    /// <summary>Does all that is due, by nodes of which each dies at its first commit: one before it, the next after it.</summary>
    /// <returns>How many died.</returns>
    public async Task<int> QuietWithDeathsAsync()
    {
        for (var deaths = 0; deaths < 400; deaths++)
        {
            try
            {
                await Node(new MortalStore(Stores.Instances, 1, after: deaths % 2 == 1)).QuietAsync(Cancellation);
                return deaths;
            }
            catch (DiedException)
            {
                await PassLeasesAsync();
            }
        }

        throw new InvalidOperationException("Found no end after 400 deaths.");
    }

    /// <summary>The time of all leases is over, as after a while without a sign of life.</summary>
    public Task PassLeasesAsync() => RunAsync("""
        update wf.instance set lease_until = now() - interval '1 second' where lease_until is not null;
        update wf.outbox set claimed_until = now() - interval '1 second' where claimed_until is not null
        """);

    /// <summary>The same by processes that kill themselves with signal 9, at every commit of anything: before it, then after it.</summary>
    /// <returns>Which commits there were, in order.</returns>
    public async Task<List<string>> QuietWithKillsAsync()
    {
        await using var nodes = new MortalNodes(this);
        return await nodes.QuietAsync();
    }

    /// <summary>One began by its schedule, and there was no step of it that no node died at.</summary>
    public async Task EveryStepWasDiedAtAsync(IReadOnlyList<string> commits, string flow)
    {
        Assert.Equal(["trigger", "inbox", "step"], commits.Take(3));
        var steps = await ListAsync($"select rev::text from wf.instance where definition_id = '{flow}'");
        TestContext.Current.SendDiagnosticMessage(string.Join(' ', commits) + " rev " + string.Join(' ', steps));
        Assert.Equal([$"{commits.Count(commit => commit == "step") + 1}"], steps);
    }

    public async Task<string> StatusAsync(string instance) =>
        (await ListAsync($"select sub_status || ' ' || incidents from wf.instance where id = '{instance}'")).SingleOrDefault("none");

    public Task<List<string>> LinesAsync(string instance) =>
        ListAsync($"select message from wf.journal where event = 'Line' and instance_id = '{instance}' order by seq");

    /// <summary>Which activities ended with what.</summary>
    public Task<List<string>> OutcomesAsync(string instance) => ListAsync(
        "select activity_id || ' ' || array_to_string(outcomes, ',') from wf.activity_execution"
        + $" where instance_id = '{instance}' and status = 'Completed' and type like 'Cer.%' order by execution_id");

    /// <summary>What was said of an output of an activity, as JSON.</summary>
    public async Task<string?> OutputAsync(string instance, string activity, string output) => (await ListAsync(
        $"select outputs -> '{output}' from wf.activity_execution where instance_id = '{instance}' and activity_id = '{activity}'"
        + " order by execution_id desc limit 1")).SingleOrDefault();

    public async Task<long> CountAsync(string what) =>
        long.Parse((await ListAsync($"select count(*)::text from {what}"))[0], CultureInfo.InvariantCulture);

    public async Task<List<string>> ListAsync(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        List<string> found = [];
        while (await reader.ReadAsync(Cancellation)) found.Add(reader.IsDBNull(0) ? "" : reader.GetValue(0).ToString()!);
        return found;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>Somebody with an address and a role; a member when a code is named.</summary>
    public async Task<Person> AddPersonAsync(string name, Role role, string? member = null)
    {
        var number = member is null
            ? (int?)null
            : int.Parse(
                (await ListAsync($"select id::text from core.member where community_id = {Community} and code = '{member}'")).Single(),
                CultureInfo.InvariantCulture);
        var own = new PersonRole(role, Community, Town, number);
        var made = await Get<IPeopleStore>().AddAsync(
            new(name, name, $"{name}@borgo.example", [own]), SecretToken.New(), "test", Cancellation);
        return new(made!.Person, name, name, "it", false, [own]);
    }

    /// <summary>An operator who has a password and wants letters about alarms.</summary>
    public async Task AddAlarmReaderAsync(string name)
    {
        var reader = await AddPersonAsync(name, Role.Operator);
        await RunAsync($"update core.person set salt = decode(repeat('00', 16), 'hex'), hash = decode(repeat('00', 32), 'hex'),"
            + $" rounds = 100000 where id = {reader.Id}");
        await Get<Operations.Mail.ILetterChoices>().SetAsync(
            Community, reader.Id, Operations.Mail.LetterKind.Alarms, true, Operations.Mail.ChoiceWay.Page, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _wakeUp.DisposeAsync();
        await _services.DisposeAsync();
        await Database.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private const string Town = "prova";

    private static OrderedDictionary<string, object?> Values((string Name, object? Value)[] input)
    {
        var values = new OrderedDictionary<string, object?>();
        foreach (var (name, value) in input) values[name] = value;
        return values;
    }

    private async Task ImportAsync(string input)
    {
        var rules = Directory.Exists(Path.Combine(input, "rules"))
            ? Directory.GetFiles(Path.Combine(input, "rules")).Order(StringComparer.Ordinal)
                .Select(path => new RuleText(Path.GetFileName(path), File.ReadAllText(path))).ToArray()
            : [];
        var text = await File.ReadAllTextAsync(Path.Combine(input, "community.yaml"), Cancellation);
        var stored = await Get<ImportCommunity>().RunAsync(Town, Encoding.UTF8.GetBytes(text), rules, "test", new(), Cancellation);
        await using var prices = File.OpenRead(Path.Combine(input, "prices.csv"));
        await Get<ImportPrices>().FromContractAsync(prices, "test", Cancellation);
        await Get<ImportReadings>().RunAsync(
            stored!.Community, () => File.OpenRead(Path.Combine(input, "readings.csv")), null, Cancellation);
        Community = stored.Community;
    }
}
