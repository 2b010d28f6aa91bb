using Cer.Database.Tests;
using Cer.Domain.Codes;
using Cer.Host.Data;
using Cer.Operations.Demo;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Demo;

/// <summary>The invented community, taken in by the doors of real ones on a real database.</summary>
public sealed class DemoTests : IAsyncLifetime
{
    // In October the clocks change: 745 hours, 34 points, 4 quarters.
    private const int Messages = 745;
    private const int Readings = 745 * 34 * 4;

    private TestDatabase? _database;
    private ServiceProvider? _services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _services = new ServiceCollection()
            .AddCer(new(_database.AppAddress, null, null), new InNovember())
            .AddSingleton<TakeReadings>()
            .AddSingleton<InventCommunity>()
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task Its_month_is_final_and_every_reading_is_there_once()
    {
        var made = Assert.IsType<DemoOutcome.Made>(await InventAsync());
        Assert.Equal((new(2026, 10), Messages, Readings), (made.Month, made.Messages, made.Readings));
        var month = Assert.Single(await MonthsAsync()).Settled;
        Assert.Equal((MonthStatus.Final, 0), (month.Status, month.Reasons.Count));
        Assert.Equal(Readings, await CountAsync("reading"));
        Assert.Equal(0, await CountAsync("quarantine"));
        // Less is shared than given and taken, and a kWh shared is worth 0.084 to 0.124 EUR before F, and no more.
        Assert.True(month.Shared < month.Injected && month.Shared < month.Withdrawn);
        Assert.InRange(month.Tip!.Value.Eur, 0.05m * month.Shared.KilowattHours, 0.124m * month.Shared.KilowattHours);
        // TRAS_E of the demo: 11 EUR/MWh; four units round to the cent each.
        Assert.InRange(month.Cac!.Value.Eur - (0.011m * month.Shared.KilowattHours), -0.02m, 0.02m);
    }

    [Fact]
    public async Task Again_it_changes_nothing()
    {
        await InventAsync();
        var before = await MonthsAsync();
        Assert.IsType<DemoOutcome.AlreadyThere>(await InventAsync());
        Assert.Equal(before.Single().RunId, (await MonthsAsync()).Single().RunId);
        Assert.Equal(Readings, await CountAsync("reading"));
    }

    [Fact]
    public async Task Stopped_halfway_it_goes_on_and_ends_as_if_it_had_not_been()
    {
        using var stop = new CancellationTokenSource();
        var halfway = new Told(sent =>
        {
            if (sent.Done == Messages / 2) stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Service<InventCommunity>().RunAsync(1, halfway, stop.Token));
        Assert.Empty(await MonthsAsync());
        Assert.IsType<DemoOutcome.Made>(await InventAsync());
        Assert.Equal(Readings, await CountAsync("reading"));
        Assert.Equal(MonthStatus.Final, Assert.Single(await MonthsAsync()).Settled.Status);
    }

    [Fact]
    public async Task An_installation_with_a_real_community_is_left_alone()
    {
        var faults = new Cer.Exchange.Faults.FaultList();
        var contract = """
            name: Vera
            configuration: CER
            constituted_on: 2024-03-01
            members: [{id: comune, name: Comune, category: local_authority}]
            pods: [{pod: IT999E00000001, member: comune, from: 2024-03-01}]
            plants: []
            """u8.ToArray();
        await Service<ImportCommunity>().RunAsync("vera", contract, [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        Assert.IsType<DemoOutcome.NotEmpty>(await InventAsync());
        Assert.Equal(0, await CountAsync("reading"));
        Assert.Equal(0, await CountAsync("price"));
    }

    private Task<DemoOutcome> InventAsync() => Service<InventCommunity>().RunAsync(1, null, Cancellation);

    private async Task<IReadOnlyList<MonthRow>> MonthsAsync() => await Service<IRunStore>().MonthsAsync(
        (await Service<ICommunityStore>().FindAsync("magliano", Cancellation))!.Value, Cancellation);

    private async Task<long> CountAsync(string table)
    {
        await using var command = _database!.Admin.CreateCommand($"select count(*) from core.{table}");
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private T Service<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    private sealed class InNovember : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    }

    private sealed class Told(Action<(int Done, int All)> action) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => action(value);
    }
}
