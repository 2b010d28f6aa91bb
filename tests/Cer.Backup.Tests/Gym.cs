using System.Text;
using Cer.Apps;
using Cer.Apps.Tests;
using Cer.Exchange.Faults;
using Cer.Host.Homes;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Live;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Backup.Tests;

/// <summary>An invented gym: what it takes is counted in Home Assistant, and a collector inside the platform tells it.</summary>
internal sealed class Gym : IDisposable
{
    private const string Taken = "sensor.gym_withdrawn";
    private const string Definition = """
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members:
          - {id: comune, name: Comune di Prova, category: local_authority}
        pods:
          - {pod: IT999E00000101, member: comune, from: 2024-03-01}
        plants:
          - {id: UP-SCUOLA, pod: IT999E00000101, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
        """;

    // Before the clock of the installation: no quarter is of its future.
    private readonly House _house = new(Times.Clock("2027-05-31T02:00:00Z"));
    private int _minute;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string FolderIn(string data) => Path.Combine(data, "cer-apps", "buildings");

    public static async Task FoundAsync(Installation place)
    {
        var faults = new FaultList();
        await place.Services.GetRequiredService<ImportCommunity>().RunAsync(
            "prova", Encoding.UTF8.GetBytes(Definition), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
    }

    public void Dispose() => _house.Dispose();

    /// <summary>A collector that keeps its state in an installation's data folder and tells it what it counts.</summary>
    public async Task<Collector> StartAsync(Installation place)
    {
        if (_minute == 0) Show();
        var its = place.Services;
        var communities = its.GetRequiredService<ICommunityStore>();
        var take = new TakeRows(
            communities, its.GetRequiredService<IIntakeStore>(), its.GetRequiredService<IReadingStore>(), place.Clock);
        var door = new AppsDoor(communities, take, its.GetRequiredService<RecentShare>());
        var building = new BuildingConfig { Name = "Gym", Pod = "IT999E00000101", Withdrawn = Taken, MaxPowerKw = 50 };
        var collector = new Collector(
            _house,
            _house.Clock,
            new HistoryReader(_house, _house),
            NullLogger.Instance,
            "buildings",
            building.Meters(),
            new() { Folder = Path.Combine(place.Data, "cer-apps") },
            door)
        {
            FirstWait = TimeSpan.FromMilliseconds(20),
        };
        await collector.StartAsync(Cancellation);
        await collector.DoneAsync();
        return collector;
    }

    /// <summary>An hour goes by, and 0.05 kWh in each minute: 0.75 kWh in each quarter.</summary>
    public void PassHour()
    {
        for (var end = _minute + 60; _minute < end;)
        {
            _minute++;
            _house.To(_house.Now + Duration.FromMinutes(1));
            Show();
        }
    }

    /// <summary>Waits until so many quarters stand, and looks whether each is there once with what was counted.</summary>
    public static async Task AssertAsync(Installation place, int quarters)
    {
        for (var left = 300; await CountAsync(place) != quarters; left--)
        {
            Assert.True(left > 0, $"Found {await CountAsync(place)} quarters, expected {quarters}.");
            await Task.Delay(100, Cancellation);
        }

        Assert.Equal(quarters, await place.AskAsync<long>("select count(*) from core.reading"));
        Assert.Equal(quarters * 750_000L, await place.AskAsync<long>("select sum(withdrawn_ukwh)::bigint from core.reading"));
        Assert.Equal("measured", await place.AskAsync<string>("select string_agg(distinct quality, ' ') from core.reading"));
    }

    private static Task<long> CountAsync(Installation place) => place.AskAsync<long>("select count(distinct starts_at) from core.reading");

    private void Show() => _house.Show(Taken, 1000 + (_minute * 0.05m));
}
