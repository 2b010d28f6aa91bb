using Cer.Database.Tests;
using Cer.Domain;
using Cer.Host.Tests.People;
using Cer.Operations.Dashboards;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Cer.Host.Tests.Wall;

/// <summary>The town with the marked member, on a database and a server of its own, for the tests of the wall.</summary>
public sealed class WallFixture : IAsyncLifetime
{
    private TestDatabase? _database;
    private PeopleServer? _server;
    private WalledTown? _town;

    internal TestDatabase Database => _database!;

    internal PeopleServer Server => _server!;

    internal WalledTown Town => _town!;

    internal CaughtLog Log { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _server = await PeopleServer.StartAsync(
            _database, settings => settings with { RepConnection = _database.RepAddress, PublicBoard = true }, NoonOfToday());
        _server.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        _town = await WalledTown.FoundAsync(_server);
        // The sums that dashboards read.
        await _server.App.Services.GetRequiredService<SumWaiting>().RunAsync(early: true, null, TestContext.Current.CancellationToken);
        Assert.True(await _server.AskAsync<bool>("select exists (select from core.hour_sum)"));
    }

    // The tests move their clock on by an hour and more: at night that would be another day than the town's.
    private static DateTimeOffset NoonOfToday() => MarketHour.StartOf(SystemClock.Instance.GetCurrentInstant().InZone(MarketHour.Rome).Date)
        .Plus(Duration.FromHours(12)).ToDateTimeOffset();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}
