using Cer.Database.Tests;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Host.Data;
using Cer.Host.Tests.Stored;
using Cer.Host.Workflows.Shipped;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Workflows;
using Cer.Workflows.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Tests.Watch;

/// <summary>A community of one home and three roofs, with its workflows, on a clock that moves when told.</summary>
internal sealed class WatchHouse : IAsyncDisposable
{
    private readonly WatchFixture _fixture;
    private readonly TestDatabase _database;
    private readonly WakeUp _wakeUp;

    private WatchHouse(
        WatchFixture fixture, TestDatabase database, MovingClock clock, ServiceProvider services, CommunityId id, string code)
    {
        (_fixture, _database, Clock, Services, Id, Code) = (fixture, database, clock, services, id, code);
        _wakeUp = new(database.App);
        Stores = FlowStores.Of(database.App, _wakeUp);
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public MovingClock Clock { get; }

    public ServiceProvider Services { get; }

    public CommunityId Id { get; }

    public string Code { get; }

    public HostStores Stores { get; }

    public Npgsql.NpgsqlDataSource Db => _database.App;

    /// <summary>What nodes have said.</summary>
    public List<string> Said { get; } = [];

    public static async Task<WatchHouse> OpenAsync(
        WatchFixture fixture, string at, Action<IServiceCollection>? more = null, string? folder = null)
    {
        var database = await fixture.EnterAsync();
        var clock = new MovingClock(OffsetDateTimePattern.Rfc3339.Parse(at).Value.ToDateTimeOffset());
        var settings = new Settings(database.AppAddress, null, null) { DemoLive = false, Folder = folder };
        var services = new ServiceCollection().AddLogging().AddServer(settings, clock);
        more?.Invoke(services);
        var code = $"c{Guid.NewGuid():N}";
        var stored = await new CommunityStore(database.App).SaveAsync(code, new(Community(), []), "test", Cancellation);
        return new(fixture, database, clock, services.BuildServiceProvider(), stored.Community, code);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public Task<IReadOnlyList<string>> InstallAsync(params string[] only) => Get<InstallFlows>().RunAsync(
        Id,
        [.. ShippedFlows.All.Where(flow => only.Length == 0 || only.Contains(flow.Definition.DefinitionId))],
        Cancellation);

    public WorkflowNode Node(IInstanceStore? instances = null) => new(
        Get<HostServices>(), Stores with { Instances = instances ?? Stores.Instances }, Get<IDelivery>(), new(), Said.Add);

    /// <summary>A node that does all that is due now.</summary>
    public Task QuietAsync() => Node().QuietAsync(Cancellation);

    /// <summary>Moves the clock on, a piece at a time, with a node at work.</summary>
    public async Task LiveAsync(TimeSpan span, TimeSpan step)
    {
        for (var gone = TimeSpan.Zero; gone < span; gone += step)
        {
            Clock.Move(step);
            await QuietAsync();
        }
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        command.Parameters.Add(new() { Value = Id.Value });
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    /// <summary>The first column of what a query about this community ($1) finds.</summary>
    public async Task<List<string>> ListAsync(string sql)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        command.Parameters.Add(new() { Value = Id.Value });
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        List<string> found = [];
        while (await reader.ReadAsync(Cancellation)) found.Add(reader.IsDBNull(0) ? "" : reader.GetValue(0).ToString()!);
        return found;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>The time of all leases is over, as after a while without a sign of life.</summary>
    public Task PassLeasesAsync() =>
        RunAsync("update wf.instance set lease_until = now() - interval '1 second' where lease_until is not null");

    /// <summary>A person of the staff who wants letters about alarms; the number.</summary>
    public async Task<int> ReaderAsync(string language = "it", string role = "operator", bool wants = true)
    {
        var id = await AskAsync<int>(
            $"""
            with made as (
              insert into core.person (login, name, email, language, salt, hash, rounds)
              values ('p{Guid.NewGuid():N}', 'Persona di Prova', 'persona{Guid.NewGuid():N}@example.org', '{language}',
                decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'), 100000) returning id),
            held as (insert into core.person_role (person_id, role, community_id) select id, '{role}', $1 from made)
            select id from made
            """);
        if (wants) await Get<Operations.Mail.ILetterChoices>().SetAsync(
            Id, id, Operations.Mail.LetterKind.Alarms, true, Operations.Mail.ChoiceWay.Page, Cancellation);
        return id;
    }

    public Task<List<string>> LettersAsync() => ListAsync("select subject from core.letter where community_id = $1 order by id");

    /// <summary>What is open, by key.</summary>
    public Task<List<string>> OpenAsync() =>
        ListAsync("select key from core.alarm where community_id = $1 and resolved_at is null order by key");

    /// <summary>Stores the hours of some days: of the home, and of each roof, as kWh by day and hour.</summary>
    public async Task TakeAsync(LocalDate first, int days, Func<int, int, decimal?> home, Func<int, int, int, decimal?> roof)
    {
        List<MeterHour> hours = [];
        for (var day = 0; day < days; day++)
        {
            foreach (var hour in MarketHour.Of(first.PlusDays(day)))
            {
                hours.Add(Of(TestServer.Pod("IT999E00000001"), null, hour, null, home(day, hour.Ordinal - 1)));
                for (var unit = 0; unit < 3; unit++)
                {
                    var pod = TestServer.Pod($"IT999E0000000{unit + 2}");
                    hours.Add(Of(pod, null, hour, null, 0));
                    hours.Add(Of(pod, $"UP-{(char)('A' + unit)}", hour, roof(unit, day, hour.Ordinal - 1), null));
                }
            }
        }

        await Get<IHourStore>().AppendAsync(Id, hours, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _wakeUp.DisposeAsync();
        await Services.DisposeAsync();
        _fixture.Leave();
    }

    private static MeterHour Of(Pod pod, string? unit, MarketHour hour, decimal? given, decimal? taken) => new(
        pod,
        unit,
        hour,
        given is { } its ? Energy.FromKilowattHours(its) : null,
        taken is { } own ? Energy.FromKilowattHours(own) : null,
        given is null && taken is null ? null : Quality.Measured);

    private static EnergyCommunity Community()
    {
        LocalDate day = new(2024, 3, 1);
        return new()
        {
            Name = "Borgo di Prova",
            Kind = ConfigurationKind.Cer,
            ConstitutedOn = day,
            Members = [new("comune", "Comune di Prova", MemberCategory.LocalAuthority, false)],
            Pods = [.. Enumerable.Range(1, 4).Select(pod => new PodMembership($"IT999E0000000{pod}", "comune", Voltage.Low, day, null))],
            Units =
            [
                .. "ABC".Select((letter, place) => new ProductionUnit
                {
                    Id = $"UP-{letter}",
                    Plant = $"TETTO-{letter}",
                    Pod = $"IT999E0000000{place + 2}",
                    Source = EnergySource.Photovoltaic,
                    Zone = MarketZone.Cnor,
                    Area = FcArea.Centro,
                    PowerKw = 20,
                    InService = day,
                    IncentiveFrom = day,
                    Regime = TariffRegime.Tip,
                }),
            ],
        };
    }
}
