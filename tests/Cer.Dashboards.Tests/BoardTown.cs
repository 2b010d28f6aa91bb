using Cer.Database.Tests;
using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Operations.Dashboards;
using Cer.Operations.Demo;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Settlement;
using Cer.Storage;
using Cer.Storage.Dashboards;
using NodaTime;

namespace Cer.Dashboards.Tests;

/// <summary>The invented Magliano of the months until now, with what people and workflows add to it.</summary>
/// <remarks>Of now, because panels say now() to the database.</remarks>
public sealed class BoardTown : IAsyncLifetime
{
    /// <summary>A member with days of which something is missing, and one with a roof.</summary>
    public const string Baker = "forno";
    public const string Garage = "officina";

    private const int Months = 3;

    private TestDatabase? _database;
    private PanelRoom? _room;

    /// <summary>Asks as the dashboards do.</summary>
    internal PanelRoom Room => _room!;

    public TestDatabase Database => _database!;

    public CommunityId Community { get; private set; }

    /// <summary>The closed month, as the domain settles it from the readings.</summary>
    public SettlementResult Settled { get; private set; } = null!;

    public MarketMonth Month { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await SameDayAsync();
        _database = await TestDatabase.CreateMigratedAsync();
        var stores = new Stores(Database.App, TimeProvider.System);
        await using (var intake = new TakeReadings(stores.Communities, stores.Readings, new IntakeStore(Database.App), stores.Time))
        {
            var declaration = new DemoDeclaration(
                stores.Communities, stores.Contract, new(stores.Prices), new PlaceStore(Database.App), new TotalConsentStore(Database.App));
            var demo = new InventCommunity(
                stores.Communities,
                stores.Readings,
                stores.Runs,
                stores.Work,
                stores.Quarantine,
                declaration,
                intake,
                new(stores.Quarantine, stores.Time),
                stores.Hours,
                stores.Settle,
                stores.Time);
            Assert.IsType<DemoOutcome.Made>(await demo.RunAsync(1, Months, null, CancellationToken.None));
        }

        Community = (await stores.Communities.FindAsync("magliano", CancellationToken.None))!.Value;
        Month = await SettleAsync(stores);
        _room = await PanelRoom.OpenAsync(Database, Community, Baker, Garage);
        await BoardLife.AddAsync(Database, Community);
        await new SumWaiting(new SumStore(Database.App), stores.Time).RunAsync(early: true, null, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_room is not null) await _room.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    /// <summary>Close to midnight waits for it: what is invented until now, and what tests take for today, are of one day.</summary>
    private static async Task SameDayAsync()
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var left = MarketHour.StartOf(now.InZone(MarketHour.Rome).Date.PlusDays(1)) - now;
        if (left < Duration.FromMinutes(5)) await Task.Delay((left + Duration.FromSeconds(1)).ToTimeSpan());
    }

    private async Task<MarketMonth> SettleAsync(Stores stores)
    {
        var first = (await stores.Runs.MonthsAsync(Community, CancellationToken.None)).Min(row => row.Settled.Month);
        var month = new MarketMonth(first.Year, first.Month);
        var faults = new FaultList();
        var material = await stores.Stored.ReadAsync(Community, month, month, null, faults, CancellationToken.None);
        Assert.True(faults.IsEmpty);
        Settled = CommunitySettlement.Settle(material!.Input);
        return month;
    }
}
