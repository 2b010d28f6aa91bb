using Cer.Durable.Tests;
using Cer.Host.Backup;
using Cer.Host.Market;
using Cer.Host.Workflows;
using Cer.Operations.Market;
using Cer.Workflows.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.Watch;

/// <summary>The shipped workflows on both days on which the clocks change, and killed wherever they can be.</summary>
public sealed class ShippedScheduleTests(WatchFixture fixture)
{
    private static CancellationToken Cancellation => WatchHouse.Cancellation;

    // In March the day has 23 hours, in October 25; a day before and a day after beside it.
    [Theory]
    [InlineData("2026-03-28T00:00:00+01:00", 71, "28 02:30 29 03:00 30 02:30")]
    [InlineData("2026-10-24T00:00:00+02:00", 73, "24 02:30 25 02:30 26 02:30")]
    public async Task Hourly_and_daily_schedules_keep_their_hours_when_the_clocks_change(string from, int hours, string nights)
    {
        await using var house = await WatchHouse.OpenAsync(fixture, from);
        await house.InstallAsync(FlowDuties.Prices, FlowDuties.Backup, "allarmi-anomalie");
        await house.LiveAsync(TimeSpan.FromHours(hours), TimeSpan.FromMinutes(30));
        Assert.Equal((long)hours, await CountAsync(house, FlowDuties.Prices));
        Assert.Equal(3L, await CountAsync(house, "allarmi-anomalie"));
        Assert.Equal(3L, await CountAsync(house, FlowDuties.Backup));
        var began = await house.ListAsync(
            "select to_char(created_at at time zone 'Europe/Rome', 'DD HH24:MI') from wf.instance "
            + $"where community_id = $1 and definition_id = '{FlowDuties.Backup}' order by created_at");
        Assert.Equal(nights, string.Join(' ', began));
        Assert.Equal(["Finished"], await house.ListAsync("select distinct sub_status from wf.instance where community_id = $1"));
        using var heartbeat = ActivatorUtilities.CreateInstance<HeartbeatService>(house.Services);
        Assert.Equal((0, 0), await heartbeat.LookAsync(Cancellation));
    }

    [Fact]
    public async Task Killed_at_every_commit_the_import_of_prices_raises_each_alarm_with_one_letter()
    {
        var market = new Market();
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T09:00:00+02:00", services => services
            .AddSingleton(new MarketState(true, null))
            .AddSingleton<IPriceMarket>(market));
        await house.ReaderAsync();
        await house.InstallAsync(FlowDuties.Prices);
        // Nobody else's gaps are looked for: whoever asks first today does the work.
        await house.RunAsync("delete from core.work where kind = 'prices'");
        var raised = await KillEverywhereAsync(house, FlowDuties.Prices, async round =>
        {
            await house.RunAsync("delete from core.work where kind = 'prices'");
            await house.Get<Operations.Alarms.IAlarmStore>().ResolveAsync(
                house.Id, "prezzi", "test", Instant.FromDateTimeOffset(house.Clock.GetUtcNow()), Cancellation);
        });
        Assert.InRange(raised.Deaths, 6, 60);
        Assert.InRange(market.Asked, 1, 1000);
        // A round that was killed after it had asked finds the work put off: of that one no alarm is raised.
        var alarms = await house.AskAsync<long>("select count(*) from core.alarm where community_id = $1");
        Assert.InRange(alarms, 1, raised.Rounds);
        Assert.Equal(alarms, (await house.LettersAsync()).Count);
        Assert.Contains("closed for the holidays",
            (await house.ListAsync("select detail from core.alarm where community_id = $1"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_at_every_commit_the_backup_of_the_night_is_made_once()
    {
        var folder = Directory.CreateTempSubdirectory("cer-watch-").FullName;
        var made = 0;
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T03:00:00+02:00", services => services
            .AddSingleton(provider => new DueBackup(new("", null, null) { Folder = folder }, provider.GetRequiredService<TimeProvider>())
            {
                Make = (place, _) =>
                {
                    made++;
                    Directory.CreateDirectory(place);
                    var now = Instant.FromDateTimeOffset(provider.GetRequiredService<TimeProvider>().GetUtcNow());
                    var file = Path.Combine(place, Operations.Backup.BackupName.Of(now));
                    File.WriteAllText(file, "");
                    return Task.FromResult(file);
                },
            }));
        await house.InstallAsync(FlowDuties.Backup);
        var rounds = await KillEverywhereAsync(house, FlowDuties.Backup, round =>
        {
            house.Clock.Move(TimeSpan.FromDays(1));
            return Task.CompletedTask;
        });
        Directory.Delete(folder, recursive: true);
        Assert.InRange(rounds.Deaths, 4, 60);
        Assert.Equal(rounds.Rounds, made);
        Assert.Empty(await house.OpenAsync());
    }

    /// <summary>Runs it again and again, killed before and after each of its commits, until one run is not killed any more.</summary>
    private static async Task<(int Rounds, int Deaths)> KillEverywhereAsync(WatchHouse house, string flow, Func<int, Task> before)
    {
        var (point, rounds, deaths, last) = (0, 0, 0, false);
        while (!last)
        {
            point++;
            foreach (var after in new[] { false, true })
            {
                rounds++;
                await before(rounds);
                await house.RunAsync("update wf.trigger set next_due = null");
                var trigger = Assert.Single(await house.Get<IFlowWatch>().ListAsync(house.Id.Value, Cancellation)).Trigger;
                Assert.Equal(flow, trigger.DefinitionId);
                var start = new StartRequest(trigger.VersionId, []) { TriggerActivityId = trigger.ActivityId };
                await house.Get<IInboxStore>().AddAsync(
                    start.Message(house.Id.Value, $"round:{rounds}"), house.Clock.GetUtcNow(), Cancellation);
                try
                {
                    await house.Node(new MortalStore(house.Stores.Instances, point, after)).QuietAsync(Cancellation);
                    last = true;
                }
                catch (DiedException)
                {
                    deaths++;
                }

                await house.PassLeasesAsync();
                await house.QuietAsync();
                Assert.Equal(
                    (long)rounds,
                    await house.AskAsync<long>("select count(*) from wf.instance where community_id = $1 and sub_status = 'Finished'"));
            }
        }

        return (rounds, deaths);
    }

    private static Task<long> CountAsync(WatchHouse house, string flow) => house.AskAsync<long>(
        $"select count(*) from wf.instance where community_id = $1 and definition_id = '{flow}'");

    /// <summary>A market that never gives anything.</summary>
    private sealed class Market : IPriceMarket
    {
        public int Asked { get; private set; }

        public Task<MarketAnswer> AskAsync(LocalDate first, LocalDate last, CancellationToken cancellation)
        {
            Asked++;
            return Task.FromResult<MarketAnswer>(new MarketAnswer.Trouble("The market is closed for the holidays.", IsLasting: true));
        }
    }
}
