using Cer.Database.Tests;
using Cer.Operations.Dashboards;
using Cer.Operations.Demo;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Dashboards;

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

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        var stores = new Stores(Database.App, TimeProvider.System);
        await using (var intake = new TakeReadings(stores.Communities, stores.Readings, new IntakeStore(Database.App), stores.Time))
        {
            var declaration = new DemoDeclaration(
                stores.Communities, stores.Contract, new(stores.Prices), new PlaceStore(Database.App));
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
        await BoardLife.AddAsync(Database, Community);
        await new SumWaiting(new SumStore(Database.App), stores.Time).RunAsync(early: true, null, CancellationToken.None);
        _room = await PanelRoom.OpenAsync(Database, Community, Baker, Garage);
    }

    public async ValueTask DisposeAsync()
    {
        if (_room is not null) await _room.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}
