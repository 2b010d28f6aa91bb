using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Host.Backup;
using Cer.Host.Workflows;
using Cer.Operations.Intake;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Workflows.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Host.Tests.Watch;

/// <summary>Where a shipped workflow is published, the background service gives way to it, and comes back when it is needed.</summary>
public sealed class TakeoverTests(WatchFixture fixture)
{
    private static CancellationToken Cancellation => WatchHouse.Cancellation;

    [Fact]
    public async Task Hours_are_made_by_the_workflow_soon_after_data_came_and_the_service_leaves_them()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T09:30:00+02:00");
        await house.InstallAsync(FlowDuties.Hours);
        await TakeAsync(house);
        // Put down, it is due a moment later.
        Assert.Equal(0, await PeriodAsync(house));
        house.Clock.Move(TimeSpan.FromSeconds(20));
        Assert.Equal(0, await PeriodAsync(house));
        Assert.Equal(0L, await HoursAsync(house));
        // It was begun for the work, long before its own hour; asked for again at once, it is begun no second time.
        Assert.Equal(0, await PeriodAsync(house));
        Assert.Equal(1L, await house.AskAsync<long>("select count(*) from wf.inbox where community_id = $1 and kind = 'start'"));
        await house.QuietAsync();
        Assert.InRange(await HoursAsync(house), 1L, long.MaxValue);
        Assert.Equal(["Finished"], await house.ListAsync("select sub_status from wf.instance where community_id = $1"));
        Assert.Equal(0L, await house.AskAsync<long>(
            "select count(*) from core.work where community_id = $1 and done_at is null and kind = 'hours'"));
    }

    [Fact]
    public async Task Retracted_failed_or_late_it_leaves_the_work_to_the_service_again()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T09:30:00+02:00");
        await house.InstallAsync(FlowDuties.Hours);
        Assert.True(await IsHeldAsync(house, FlowDuties.Hours));
        // At 10:05 it is due, at 10:35 it is late.
        house.Clock.Move(TimeSpan.FromMinutes(64));
        Assert.True(await IsHeldAsync(house, FlowDuties.Hours));
        house.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.False(await IsHeldAsync(house, FlowDuties.Hours));
        await TakeAsync(house);
        await PeriodAsync(house);
        house.Clock.Move(TimeSpan.FromSeconds(20));
        Assert.InRange(await PeriodAsync(house), 1, 10);
        Assert.InRange(await HoursAsync(house), 1L, long.MaxValue);

        await house.QuietAsync();
        house.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.True(await IsHeldAsync(house, FlowDuties.Hours));
        await house.Get<DefinitionDesk>().RetractAsync(house.Id.Value, FlowDuties.Hours, Cancellation);
        house.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.False(await IsHeldAsync(house, FlowDuties.Hours));
    }

    [Fact]
    public async Task One_backup_a_night_is_made_by_the_workflow_and_by_the_service_when_no_node_runs()
    {
        using var folder = new TemporaryFolder();
        List<Instant> made = [];
        await using var house = await WatchHouse.OpenAsync(
            fixture,
            "2026-10-23T12:00:00+02:00",
            services => services.AddSingleton(provider => Backup(provider, folder, made)),
            folder.Path);
        await house.InstallAsync(FlowDuties.Backup);
        using var nightly = new NightlyBackup(
            new("", null, null) { Folder = folder.Path }, house.Clock, NullLogger<NightlyBackup>.Instance, house.Get<FlowDuties>())
        {
            Make = (place, _) => MakeAsync(house, place, made),
        };
        await MakeAsync(house, System.IO.Path.Combine(folder.Path, "backup"), made);
        made.Clear();
        // Three nights with both at work, of which one has its half past two twice; then a night without a node.
        for (var i = 0; i < 3 * 24 * 4; i++)
        {
            house.Clock.Move(TimeSpan.FromMinutes(15));
            await nightly.LookAsync(Cancellation);
            await house.QuietAsync();
        }

        Assert.Equal(3, made.Count);
        Assert.Equal(3L, await house.AskAsync<long>(
            "select count(*) from wf.instance where community_id = $1 and sub_status = 'Finished'"));
        Assert.Equal(
            ["24/10/2026 00:30", "25/10/2026 00:30", "26/10/2026 01:30"],
            made.Select(at => at.ToDateTimeUtc().ToString("dd/MM/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        for (var i = 0; i < 24 * 4; i++)
        {
            house.Clock.Move(TimeSpan.FromMinutes(15));
            await nightly.LookAsync(Cancellation);
        }

        Assert.Equal(4, made.Count);
        await house.QuietAsync();
        Assert.Equal(4, made.Count);
    }

    [Fact]
    public async Task The_night_before_the_workflow_was_published_is_the_services()
    {
        using var folder = new TemporaryFolder();
        List<Instant> made = [];
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T12:00:00+02:00", folder: folder.Path);
        await house.InstallAsync(FlowDuties.Backup);
        using var nightly = new NightlyBackup(
            new("", null, null) { Folder = folder.Path }, house.Clock, NullLogger<NightlyBackup>.Instance, house.Get<FlowDuties>())
        {
            Make = (place, _) => MakeAsync(house, place, made),
        };
        Assert.True(await nightly.LookAsync(Cancellation));
        Assert.False(await nightly.LookAsync(Cancellation));
        Assert.Single(made);
    }

    [Fact]
    public async Task A_backup_that_fails_is_an_alarm_tried_again_each_half_hour_and_resolved_when_it_is_made()
    {
        using var folder = new TemporaryFolder();
        List<Instant> made = [];
        var failures = 2;
        await using var house = await WatchHouse.OpenAsync(
            fixture,
            "2026-03-28T12:00:00+01:00",
            services => services.AddSingleton(provider => new DueBackup(
                new("", null, null) { Folder = folder.Path }, provider.GetRequiredService<TimeProvider>())
            {
                Make = (place, _) => failures-- > 0
                    ? throw new IOException("the disk is gone")
                    : MakeAsync(provider.GetRequiredService<TimeProvider>(), place, made),
            }),
            folder.Path);
        await house.ReaderAsync();
        await house.InstallAsync(FlowDuties.Backup);
        // On 29 March 2026 half past two does not come: it is three then.
        await house.LiveAsync(TimeSpan.FromHours(14), TimeSpan.FromMinutes(30));
        Assert.Equal(1, failures);
        Assert.Equal(["backup"], await house.OpenAsync());
        await house.LiveAsync(TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(10));
        Assert.Equal("2026-03-29T01:00:00Z", Assert.Single(await house.ListAsync(
            "select to_char(raised_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from core.alarm where community_id = $1")));
        await house.LiveAsync(TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(10));
        Assert.Single(made);
        Assert.Empty(await house.OpenAsync());
        Assert.Equal(["Allarme: La copia di sicurezza della notte non è riuscita"], await house.LettersAsync());
        Assert.Contains(
            "the disk is gone",
            Assert.Single(await house.ListAsync("select detail from core.alarm where community_id = $1")),
            StringComparison.Ordinal);
    }

    private static DueBackup Backup(IServiceProvider provider, TemporaryFolder folder, List<Instant> made) => new(
        new("", null, null) { Folder = folder.Path }, provider.GetRequiredService<TimeProvider>())
    {
        Make = (place, _) => MakeAsync(provider.GetRequiredService<TimeProvider>(), place, made),
    };

    private static Task<string> MakeAsync(WatchHouse house, string place, List<Instant> made) => MakeAsync(house.Clock, place, made);

    private static async Task<string> MakeAsync(TimeProvider time, string place, List<Instant> made)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        Directory.CreateDirectory(place);
        var file = System.IO.Path.Combine(place, Operations.Backup.BackupName.Of(now));
        await File.WriteAllTextAsync(file, "", Cancellation);
        made.Add(now);
        return file;
    }

    private static Task<bool> IsHeldAsync(WatchHouse house, string duty)
    {
        // What it read a moment ago is not asked for again.
        house.Clock.Move(TimeSpan.FromSeconds(10));
        return house.Get<FlowDuties>().IsHeldAsync(duty, Cancellation);
    }

    /// <summary>A round of the service; how much it did itself.</summary>
    private static async Task<int> PeriodAsync(WatchHouse house)
    {
        var (due, handOver, count) = (house.Get<DoDueWork>(), house.Get<DueHandOver>(), 0);
        var except = await handOver.TakenAsync(Cancellation);
        while (await due.RunAsync(Cancellation, except) is not null) count++;
        await handOver.RunAsync(Cancellation);
        return count;
    }

    private static Task<long> HoursAsync(WatchHouse house) =>
        house.AskAsync<long>("select count(*) from core.energy_hour where community_id = $1 and withdrawn_ukwh is not null");

    /// <summary>The readings of an hour of this morning, of the home.</summary>
    private static async Task TakeAsync(WatchHouse house)
    {
        var start = Instant.FromUtc(2026, 6, 15, 4, 0);
        await house.Get<IReadingStore>().AppendAsync(
            house.Id,
            IntakeSource.Rest,
            [
                .. Enumerable.Range(0, 4).Select(quarter => new Reading
                {
                    Pod = TestServer.Pod("IT999E00000001"),
                    Start = start + Duration.FromMinutes(15 * quarter),
                    Minutes = 15,
                    Meter = MeterRole.Exchange,
                    Withdrawn = Energy.FromKilowattHours(0.25m),
                    Quality = Quality.Measured,
                }),
            ],
            Cancellation);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("cer-watch-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
