using Cer.Database.Tests;
using Cer.Domain.Codes;
using Cer.Host.Data;
using Cer.Host.Tests.Stored;
using Cer.Operations.Demo;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Tests;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.Demo;

/// <summary>The invented community, taken in by the doors of real ones on a real database.</summary>
public sealed class DemoTests : IAsyncLifetime
{
    private const int Points = 40;
    // School, town hall, gym, depot, a family, the garage: each has a production meter beside its exchange meter.
    private const int Roofs = 6;
    private const int Meters = Points + Roofs;

    private readonly MovingClock _clock = new(new(2026, 11, 1, 10, 5, 0, TimeSpan.Zero));
    private TestDatabase? _database;
    private ServiceProvider? _services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _services = new ServiceCollection()
            .AddCer(new(_database.AppAddress, null, null), _clock)
            .AddSingleton<TakeReadings>()
            .AddSingleton<DemoDeclaration>()
            .AddSingleton<InventCommunity>()
            .AddTransient<ContinueDemo>()
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task Its_months_are_final_but_one_and_every_reading_that_was_sent_is_there_once()
    {
        // By hand: a year, whose clock changes cancel out, and 11 hours of November; lost are 2 days and 5 hours.
        const int Sent = (((365 * 24) + 11) * 4 * Meters) - (4 * 48) - (4 * 5);
        const int Corrected = 3 * 96;
        var made = Assert.IsType<DemoOutcome.Made>(await InventAsync(months: 13));
        Assert.Equal((new(2025, 11), new(2026, 11)), (made.First, made.Running));
        // Of each kind of meter a message a day and an hour; the late and the corrected lines are of exchange meters.
        Assert.Equal(
            ((2 * (365 + 11)) + 2, new AppendCounts(Sent, 0, Corrected), 3),
            (made.Messages, made.Readings, made.Accepted));
        Assert.Equal(Sent + Corrected, await AskAsync("select count(*) from core.reading"));
        Assert.Equal(
            ((365 * 24) + 11) * 4 * Roofs,
            await AskAsync("select count(*) from core.reading where meter = 2 and produced_ukwh >= 0 and unit_id > 0"));

        var months = await MonthsAsync();
        Assert.Equal(
            Enumerable.Range(0, 12).Select(month => month == 2 ? MonthStatus.Partial : MonthStatus.Final),
            months.Select(month => month.Settled.Status));
        // 48 hours of one point and 5 of another.
        Assert.Equal(["missing readings: 53 point-hours left out"], months[2].Settled.Reasons);
        Assert.All(months, month => Assert.Contains("dimostrazione-2026", month.RuleIds));
        foreach (var month in months.Select(month => month.Settled))
        {
            // A kWh shared is worth 0.084 to 0.124 EUR before F; TRAS_E of the demo is 11 EUR/MWh, a cent for each unit.
            Assert.InRange(month.Tip!.Value.Eur, 0.05m * month.Shared.KilowattHours, 0.124m * month.Shared.KilowattHours);
            Assert.InRange(month.Cac!.Value.Eur - (0.011m * month.Shared.KilowattHours), -0.03m, 0.03m);
        }

        // The corrected day: told without totals, and anew.
        Assert.Equal(Corrected, await AskAsync("""
            select count(*) from core.reading as later join core.reading as first
              using (community_id, pod_id, starts_at, unit_id, meter)
            where later.revision = 2 and first.revision = 1 and first.withdrawn_total_ukwh is null
              and later.withdrawn_total_ukwh is not null and first.withdrawn_ukwh > later.withdrawn_ukwh
              and starts_at >= '2026-02-17 Europe/Rome' and starts_at < '2026-02-18 Europe/Rome'
            """));
        // The days of the clock changes, of every point: 23 hours in spring and 25 in autumn.
        Assert.Equal(92 * Points, await QuartersAsync("2026-03-29"));
        Assert.Equal(100 * Points, await QuartersAsync("2026-10-25"));
        // Whole hours of what was made: each of the year and of today, of each roof, never less than given.
        Assert.Equal(
            ((365 * 24) + 11) * Roofs,
            await AskAsync("select count(*) from core.energy_hour where produced_ukwh >= injected_ukwh"));
        // The new meter: kept apart from half past ten until four of its totals agree, accepted with a reason.
        Assert.Equal(3, await AskAsync("select count(*) from core.quarantine_decision where accepted and reason <> ''"));
        Assert.Equal(3, await AskAsync("select count(*) from core.quarantine where reason like '%possibly a new meter%'"));
        Assert.Empty(await Service<IQuarantineStore>().WaitingAsync(await CommunityAsync(), 1, Cancellation));
        // Nothing is left to do: the background service finds hours and months made.
        Assert.Equal(0, await AskAsync("select count(*) from core.work where done_at is null and kind = 'hours'"));
        Assert.Equal(12, await AskAsync("select count(*) from core.settlement_run"));

        Assert.IsType<DemoOutcome.AlreadyThere>(await InventAsync(months: 13));
        Assert.Equal(Sent + Corrected, await AskAsync("select count(*) from core.reading"));
    }

    [Fact]
    public async Task The_same_seed_exports_the_same_bytes()
    {
        await InventAsync(months: 2);
        var first = await ExportAsync();
        await DisposeAsync();
        await InitializeAsync();
        await InventAsync(months: 2);
        Assert.Equal(first, await ExportAsync());
        Assert.True(first["readings.csv"].Length > 1_000_000);
    }

    [Fact]
    public async Task Stopped_halfway_it_goes_on_and_ends_as_if_it_had_not_been()
    {
        using var stop = new CancellationTokenSource();
        var halfway = new Told(sent =>
        {
            if (sent is { What: "messages", Done: 25 }) stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Service<InventCommunity>().RunAsync(1, 2, halfway, stop.Token));
        Assert.Empty(await MonthsAsync());
        Assert.IsType<DemoOutcome.Made>(await InventAsync(months: 2));
        Assert.Equal((745 + 11) * 4 * Meters, await AskAsync("select count(*) from core.reading where revision = 1"));
        Assert.Equal(3 * 96, await AskAsync("select count(*) from core.reading where revision > 1"));
        Assert.Equal(MonthStatus.Final, Assert.Single(await MonthsAsync()).Settled.Status);
    }

    [Fact]
    public async Task The_story_goes_on_where_it_stopped_without_overlap()
    {
        await InventAsync(months: 1);
        var before = await AskAsync("select count(*) from core.reading");
        Assert.Equal(11 * 4 * Meters, before);

        Assert.Equal(0, (await StepAsync()).Lines);
        _clock.Move(TimeSpan.FromMinutes(11)); // 10:16: a quarter is over
        Assert.Equal((Meters, Instant.FromUtc(2026, 11, 1, 10, 15)), await ToldAsync());
        Assert.Equal((0, Instant.FromUtc(2026, 11, 1, 10, 15)), await ToldAsync());
        _clock.Move(TimeSpan.FromHours(30)); // it rested: a day comes in one message, then the rest
        Assert.Equal((96 * Meters, Instant.FromUtc(2026, 11, 2, 10, 15)), await ToldAsync());
        Assert.Equal((24 * Meters, Instant.FromUtc(2026, 11, 2, 16, 15)), await ToldAsync());
        Assert.Equal((0, Instant.FromUtc(2026, 11, 2, 16, 15)), await ToldAsync());

        Assert.Equal(before + ((1 + 96 + 24) * Meters), await AskAsync("select count(*) from core.reading"));
        Assert.Equal(0, await AskAsync("select count(*) from core.reading where revision > 1"));
        // The meters ran on: of every one the total rose by what was told.
        Assert.Equal(Meters, await AskAsync("""
            select count(*) from (
              select pod_id, meter from core.reading group by pod_id, meter
              having max(coalesce(withdrawn_total_ukwh, produced_total_ukwh))
                  - min(coalesce(withdrawn_total_ukwh - withdrawn_ukwh, produced_total_ukwh - produced_ukwh))
                = sum(coalesce(withdrawn_ukwh, produced_ukwh))) as meter
            """));
    }

    [Fact]
    public async Task Production_meters_that_stayed_behind_catch_up_and_those_that_never_told_begin()
    {
        await InventAsync(months: 1);
        // As after a crash between two messages: of the production meters the last hour was not stored.
        await LoseProductionAsync("starts_at >= '2026-11-01 09:00Z'");
        _clock.Move(TimeSpan.FromMinutes(11));
        Assert.Equal(Points + ((4 + 1) * Roofs), (await StepAsync()).Lines);
        Assert.Equal(((11 * 4) + 1) * Meters, await AskAsync("select count(*) from core.reading"));

        // As in an installation made before there were any.
        await LoseProductionAsync("true");
        _clock.Move(TimeSpan.FromMinutes(15));
        Assert.Equal(Meters, (await StepAsync()).Lines);
        Assert.Equal(Roofs, await AskAsync(
            "select count(*) from core.reading where meter = 2 and produced_total_ukwh > 1000000000"));
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
        Assert.IsType<DemoOutcome.NotEmpty>(await InventAsync(months: 1));
        Assert.Null(await Service<ContinueDemo>().RunAsync(Cancellation));
        Assert.Equal(0, await AskAsync("select (select count(*) from core.reading) + (select count(*) from core.price)"));
    }

    private Task<DemoOutcome> InventAsync(int months) => Service<InventCommunity>().RunAsync(1, months, null, Cancellation);

    // A new one each time, as after a restart.
    private async Task<DemoStep> StepAsync() => (await Service<ContinueDemo>().RunAsync(Cancellation))!.Value;

    private async Task<(int Lines, Instant ToldUntil)> ToldAsync()
    {
        var step = await StepAsync();
        return (step.Lines, step.ToldUntil);
    }

    private async Task<CommunityId> CommunityAsync() =>
        (await Service<ICommunityStore>().FindAsync("magliano", Cancellation))!.Value;

    private async Task<IReadOnlyList<MonthRow>> MonthsAsync() =>
        await Service<IRunStore>().MonthsAsync(await CommunityAsync(), Cancellation);

    private async Task<IReadOnlyDictionary<string, byte[]>> ExportAsync()
    {
        using var exported = new MemoryOutput();
        var faults = await Service<ExportContract>().RunAsync(await CommunityAsync(), null, null, exported, Cancellation);
        Assert.True(faults.IsEmpty);
        return exported.Files;
    }

    private Task<long> QuartersAsync(string day) => AskAsync($"""
        select count(distinct (pod_id, starts_at)) from core.reading
        where starts_at >= '{day} Europe/Rome' and starts_at < timestamptz '{day} Europe/Rome' + interval '3 hours'
          + interval '1 day' and (starts_at at time zone 'Europe/Rome')::date = '{day}' and revision = 1
        """);

    // Readings are append-only: the guard stands aside for this once.
    private async Task LoseProductionAsync(string which)
    {
        await using var command = _database!.Admin.CreateCommand($"""
            set session_replication_role = replica;
            delete from core.reading where meter = 2 and {which};
            set session_replication_role = origin;
            """);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private async Task<long> AskAsync(string sql)
    {
        await using var command = _database!.Admin.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private T Service<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    private sealed class Told(Action<DemoProgress> action) : IProgress<DemoProgress>
    {
        public void Report(DemoProgress value) => action(value);
    }
}
