using System.Text;
using Cer.Database.Tests;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.HomeAssistant.Peer;
using Cer.Host.Data;
using Cer.Host.Homes;
using Cer.Host.Tests.Stored;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Storage.Homes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Cer.Host.Tests.Homes;

/// <summary>A community with random readings in a database of its own, a house, and its sums worked out again.</summary>
internal sealed class StatisticsTown : IAsyncDisposable
{
    /// <summary>Enough that one or two may lack a quarter of an hour, and their sum is told all the same.</summary>
    private const int Families = 8;

    private static readonly string[] Buildings = ["IT999E00000001", "IT999E00000002"];

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly Dictionary<(string Pod, Instant Start), (decimal? Injected, decimal Withdrawn)> _readings = [];
    private readonly Random _random = new(7);

    private StatisticsTown(TestDatabase database, ServiceProvider services, MovingClock clock, HomePeer peer)
    {
        (_database, _services, Clock, Peer) = (database, services, clock, peer);
        Client = new(peer.Client, clock);
        Outbox = new(services.GetRequiredService<NpgsqlDataSource>());
        Feed = new(Outbox, ActivatorUtilities.CreateInstance<ReadHomeMonth>(services), new HomeStatisticsDoor(Client), TimeProvider.System);
    }

    public MovingClock Clock { get; }

    public HomePeer Peer { get; }

    public HomeClient Client { get; }

    public HomeOutbox Outbox { get; }

    /// <summary>By the true clock: everything here is over.</summary>
    public FeedStatistics Feed { get; set; }

    public CommunityId Community { get; private set; }

    /// <summary>Points of families, each of its own.</summary>
    public IReadOnlyList<string> Private { get; private set; } = [];

    private IEnumerable<string> Points => Buildings.Concat(Private);

    public string AppAddress => _database.AppAddress;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<StatisticsTown> StartAsync(
        string version = "2025.5.0", Instant? now = null, int families = Families)
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var clock = new MovingClock((now ?? Instant.FromUtc(2026, 1, 1, 0, 0)).ToDateTimeOffset());
        var services = new ServiceCollection().AddServer(new(database.AppAddress, null, null), clock).AddLogging()
            .BuildServiceProvider();
        var town = new StatisticsTown(database, services, clock, await HomePeer.StartAsync(new() { Version = version }));
        await town.DeclareAsync(families);
        town.Client.Start();
        return town;
    }

    /// <summary>The town with so many families; the first has a plant where it is said.</summary>
    public async Task DeclareAsync(int families, bool withPlant = false)
    {
        Private = [.. Enumerable.Range(3, families).Select(number => $"IT999E{number:00000000}")];
        var faults = new FaultList();
        var stored = await Service<ImportCommunity>().RunAsync(
            "prova", Encoding.UTF8.GetBytes(Contract(withPlant)), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        Community = stored!.Community;
    }

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Random quarters of every point on a day; one in forty is not there.</summary>
    public async Task LiveAsync(LocalDate day)
    {
        var readings = new List<Reading>();
        foreach (var pod in Points)
        {
            foreach (var start in QuartersOf(day).Where(_ => _random.Next(40) > 0))
                readings.Add(Note(pod, start));
        }

        await TakeAsync(readings, day);
    }

    /// <summary>The distributor tells a day of a point later, whole, and otherwise.</summary>
    public Task CorrectAsync(string pod, LocalDate day) => TakeAsync(
        [.. QuartersOf(day).Select(start => Note(pod, start))], day);

    public async Task<int> SendAsync()
    {
        var sent = 0;
        while (await Feed.RunAsync(Community, "prova", Cancellation) is { } hours) sent += hours;
        return sent;
    }

    /// <summary>The sums that Home Assistant has of a series.</summary>
    public IReadOnlyDictionary<Instant, decimal> There(string what) =>
        (Peer.Statistics.Find($"cer:prova_{what}")?.Sums ?? new Dictionary<DateTimeOffset, decimal?>())
        .ToDictionary(hour => Instant.FromDateTimeOffset(hour.Key), hour => hour.Value!.Value);

    /// <summary>The sums worked out from the quarters alone: a point that lacks one in an hour is left out of it.</summary>
    public IReadOnlyDictionary<Instant, decimal> Expected(string what, params LocalDate[] days)
    {
        var sums = new SortedDictionary<Instant, decimal>();
        var sum = 0m;
        foreach (var start in days.Order().SelectMany(QuartersOf).Where(start => start.ToUnixTimeSeconds() % 3600 == 0))
        {
            var whole = Points.Where(pod => Quarters(start).All(quarter => _readings.ContainsKey((pod, quarter)))).ToArray();
            var (given, taken) = (Sum(whole, one => one.Injected ?? 0), Sum(whole, one => one.Withdrawn));
            var hasPlant = whole.Contains(Buildings[0]);
            // Of one to five families a sum would tell too much: whoever asks may be one of them.
            var isTold = whole.Count(Private.Contains) is 0 or >= 6;
            decimal? change = what switch
            {
                "injected" => hasPlant ? given : null,
                "shared" => hasPlant && isTold ? Math.Min(given, taken) : null,
                "grid" => hasPlant && isTold ? taken - Math.Min(given, taken) : null,
                _ => throw new ArgumentException(what),
            };
            if (change is { } known) sums[start] = sum += known;

            decimal Sum(IEnumerable<string> pods, Func<(decimal? Injected, decimal Withdrawn), decimal> part) =>
                pods.Sum(pod => Quarters(start).Sum(quarter => part(_readings[(pod, quarter)])));
        }

        return sums;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Peer.DisposeAsync();
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task TakeAsync(IReadOnlyCollection<Reading> readings, LocalDate day)
    {
        await Service<IReadingStore>().AppendAsync(Community, IntakeSource.Rest, readings, Cancellation);
        await Service<MakeHours>().RunAsync(Community, day, Cancellation);
    }

    private static IEnumerable<Instant> QuartersOf(LocalDate day)
    {
        var span = MarketHour.SpanOf(day);
        for (var start = span.Start; start < span.End; start += Duration.FromMinutes(15)) yield return start;
    }

    private static IEnumerable<Instant> Quarters(Instant hour) =>
        Enumerable.Range(0, 4).Select(quarter => hour + Duration.FromMinutes(15 * quarter));

    private string Contract(bool withPlant) => $$"""
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members:
          - {id: comune, name: Comune di Prova, category: local_authority}
        {{Lines(pod => $"  - {{id: fam-{pod[^3..]}, name: Famiglia Segreta {pod[^3..]}, category: natural_person}}")}}
        pods:
          - {pod: IT999E00000001, member: comune, from: 2024-03-01}
          - {pod: IT999E00000002, member: comune, from: 2024-03-01}
        {{Lines(pod => $"  - {{pod: {pod}, member: fam-{pod[^3..]}, from: 2024-03-01}}")}}
        plants:
          - {id: UP-A, pod: IT999E00000001, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
        {{(withPlant ? """
              - {id: UP-B, pod: IT999E00000003, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
                 power_kw: 6, in_service: 2024-04-10, incentive_from: 2024-05-01}
            """ : "")}}
        """;

    private string Lines(Func<string, string> line) => string.Join('\n', Private.Select(line));

    private Reading Note(string pod, Instant start)
    {
        decimal? injected = pod == Buildings[0] ? Kwh(3000) : null;
        var withdrawn = Kwh(Buildings.Contains(pod) ? 1000 : 200);
        _readings[(pod, start)] = (injected, withdrawn);
        return new()
        {
            Pod = Pod.Parse(pod, null),
            Start = start,
            Minutes = 15,
            Injected = injected is { } given ? Energy.FromKilowattHours(given) : null,
            Withdrawn = Energy.FromKilowattHours(withdrawn),
            Quality = Quality.Measured,
        };
    }

    private decimal Kwh(int most) => _random.Next(most) / 1000m;
}
