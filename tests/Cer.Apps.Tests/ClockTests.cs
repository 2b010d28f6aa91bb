using Microsoft.Extensions.Logging;
using NodaTime;

namespace Cer.Apps.Tests;

/// <summary>A clock that was ahead once stops nothing for long.</summary>
public class ClockTests
{
    private const string Sensor = "sensor.school_energy";
    private const string Pod = "IT999E00000101";

    [Theory]
    [InlineData("2027-06-10T06:00:00Z")]
    [InlineData("2026-06-10T08:00:00Z")]
    public async Task A_meter_that_was_read_by_a_clock_ahead_is_read_again_within_half_an_hour_of_the_right_one(string ahead)
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        platform.Now = Times.At("2026-06-10T06:00:00Z");
        using (var early = new House(Times.Clock(ahead)))
            await RunAsync(early, platform.Config(folder), new Sayings(), 30, 1000m);

        var log = new Sayings();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        house.Show(Sensor, 1003m);
        await RunAsync(house, platform.Config(folder), log, 75, 1003m, () => platform.Now = house.Now, () => platform.Rows.Count >= 3);
        Assert.True(platform.Rows.Count >= 3, string.Join('\n', log.Said));
        Assert.All(platform.Rows, row => Assert.Equal((1.5m, "measured"), row.Value));
        Assert.All(platform.Rows.Keys, row => Assert.InRange(Times.At(row.Start), Times.At("2026-06-10T06:00:00Z"), house.Now));
        Assert.Single(log.Said, said => said.StartsWith("School: the clock was ahead", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_is_behind_for_some_minutes_after_a_start_forgets_nothing()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        house.Show(Sensor, 1000m);
        await RunAsync(house, platform.Config(folder), new Sayings(), 20, 1000m);
        // Without a battery it begins with the hour that was written down last, until it has asked for the time.
        using (var behind = new House(Times.Clock("2026-06-10T05:30:00Z")))
            await RunAsync(behind, platform.Config(folder), new Sayings(), 5, 1002m);
        var log = new Sayings();
        house.To(house.Now + Duration.FromMinutes(5));
        await RunAsync(house, platform.Config(folder), log, 20, 1002.5m, until: () => platform.Rows.Count >= 3);
        Assert.True(platform.Rows.Count == 3, string.Join('\n', log.Said) + string.Join('\n', platform.Rows));
        Assert.Equal(4.5m, platform.Rows.Values.Sum(row => row.Kwh));
    }

    [Fact]
    public async Task Rows_of_a_clock_that_was_ahead_are_set_aside_and_hold_up_no_other()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        platform.Now = Times.At("2026-06-10T07:00:00Z");
        using var journal = new Journal(folder.Path, 8 * 1024 * 1024);
        journal.Append([Row("2027-06-10T06:00:00Z"), Row("2026-06-10T06:00:00Z"), Row("2026-06-10T06:15:00Z")]);
        var log = new Sayings();
        await SendAsync(journal, platform.Config(folder), folder, log, platform.Now.Value, () => journal.Peek(1).Rows.Count == 0);
        Assert.Equal(2, platform.Rows.Count);
        var aside = Assert.Single(File.ReadAllLines(Path.Combine(folder.Path, "refused.jsonl")));
        Assert.Contains("the clock was ahead", aside, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_are_early_by_the_platforms_clock_alone_wait_while_others_arrive()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        platform.Now = Times.At("2026-06-10T06:40:00Z");
        using var journal = new Journal(folder.Path, 8 * 1024 * 1024);
        journal.Append([Row("2026-06-10T06:30:00Z"), Row("2026-06-10T06:00:00Z"), Row("2026-06-10T06:15:00Z")]);
        var (log, waits) = (new Sayings(), false);
        await SendAsync(journal, platform.Config(folder), folder, log, Times.At("2026-06-10T06:50:00Z"), () =>
        {
            if (!waits && platform.Rows.Count == 2) (waits, platform.Now) = (true, Times.At("2026-06-10T06:46:00Z"));
            return waits && journal.Peek(1).Rows.Count == 0;
        });
        Assert.True(waits);
        Assert.Equal(3, platform.Rows.Count);
        Assert.False(File.Exists(Path.Combine(folder.Path, "refused.jsonl")));
    }

    private static EnergyRow Row(string start) =>
        new(Pod, null, Quantity.Produced, Times.At(start).ToUnixTimeSeconds(), 1_500_000, false);

    private static async Task RunAsync(
        House house, PlatformConfig config, ILogger log, int minutes, decimal from, Action? each = null, Func<bool>? until = null)
    {
        await using var collector = new Collector(
            house,
            house.Clock,
            new HistoryReader(house, house),
            log,
            "inverters",
            [new("School", Pod, null, Quantity.Produced, Sensor) { MaxPowerKw = 50 }],
            config,
            core: new CoreState(house))
        {
            FirstWait = TimeSpan.FromMilliseconds(20),
        };
        await collector.StartAsync(default);
        await collector.DoneAsync();
        for (var minute = 1; minute <= minutes; minute++)
        {
            house.To(house.Now + Duration.FromMinutes(1));
            house.Show(Sensor, from + (minute * 0.1m));
            await collector.DoneAsync();
            each?.Invoke();
        }

        for (var left = 600; left > 0 && until?.Invoke() == false; left--) await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    private static async Task SendAsync(
        Journal journal, PlatformConfig config, Folder folder, ILogger log, Instant now, Func<bool> isDone)
    {
        using var door = new PlatformDoor(config);
        using var stop = new CancellationTokenSource();
        using var forwarder = new Forwarder(journal, door, folder.Path, log)
        {
            FirstWait = TimeSpan.FromMilliseconds(20),
            Now = () => now.ToDateTimeOffset(),
        };
        var sending = forwarder.RunAsync(stop.Token);
        for (var left = 600; left > 0 && !isDone(); left--) await Task.Delay(50, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
