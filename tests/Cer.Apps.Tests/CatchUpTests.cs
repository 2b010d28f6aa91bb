using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Apps.Tests;

/// <summary>What nobody heard is read before anything new is taken, or it is said that it is lost.</summary>
public class CatchUpTests
{
    private const string Sensor = "sensor.school_energy";
    private const string Second = "sensor.school_meter";

    [Fact]
    public async Task A_history_that_does_not_answer_at_the_start_is_asked_again_and_nothing_is_lost()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = await AwayAsync(folder, platform);
        house.HistoryFaults = 4;
        await using var second = await StartAsync(house, platform.Config(folder), Meter());
        for (var minute = 361; minute <= 375; minute++) await MinuteAsync(house, second, minute);
        Assert.True(await platform.HasAsync(25));
        Assert.Equal((25, 37.5m, 0), (platform.Rows.Count, platform.Rows.Values.Sum(row => row.Kwh), platform.Changed));
        Assert.All(platform.Rows.Values, row => Assert.Equal("measured", row.Quality));
    }

    [Fact]
    public async Task A_core_that_is_still_starting_is_waited_for_because_its_recorder_knows_nothing_yet()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = await AwayAsync(folder, platform);
        house.CoreState = "STARTING";
        await using var second = await StartAsync(house, platform.Config(folder), Meter());
        for (var minute = 361; minute <= 362; minute++) await MinuteAsync(house, second, minute);
        house.CoreState = "RUNNING";
        for (var minute = 363; minute <= 375; minute++) await MinuteAsync(house, second, minute);
        Assert.True(await platform.HasAsync(25));
        Assert.Equal((25, 37.5m, 0), (platform.Rows.Count, platform.Rows.Values.Sum(row => row.Kwh), platform.Changed));
    }

    [Fact]
    public async Task A_history_that_does_not_answer_for_long_is_left_for_later_and_said_and_the_meter_goes_on()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = await AwayAsync(folder, platform);
        house.HistoryFaults = int.MaxValue;
        var log = new Sayings();
        await using var second = await StartAsync(house, platform.Config(folder), log, Meter());
        for (var minute = 361; minute <= 405; minute++) await MinuteAsync(house, second, minute);
        // The quarter at the end of which it was given up on is whole: what came meanwhile was kept.
        Assert.True(await platform.HasAsync(4));
        Assert.Equal(
            ["2026-06-10T06:00:00Z", "2026-06-10T12:00:00Z", "2026-06-10T12:15:00Z", "2026-06-10T12:30:00Z"],
            platform.Rows.Keys.Select(row => row.Start).Order(StringComparer.Ordinal));
        Assert.Equal(6m, platform.Rows.Values.Sum(row => row.Kwh));
        Assert.Single(log.Said, said => said.Contains("is read later", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Said, said => said.Contains("a gap from", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_meter_whose_history_does_not_answer_holds_up_no_other()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = await AwayAsync(folder, platform);
        house.HistoryFaults = int.MaxValue;
        await using (var second = await StartAsync(
            house, platform.Config(folder), Meter(), new("Gym", "IT999E00000102", null, Quantity.Produced, "sensor.gym_energy")))
        {
            house.Show("sensor.gym_energy", 7m);
            for (var minute = 361; minute <= 364; minute++) await MinuteAsync(house, second, minute);
        }

        var (states, _) = MeterStates.Load(Path.Combine(folder.Path, "apps", "inverters", "state.json"));
        Assert.Equal(Times.At("2026-06-10T12:00:00Z"), states["IT999E00000102//Produced"].Main.Counter.Last?.At);
        Assert.Equal(Times.At("2026-06-10T06:20:00Z"), states["IT999E00000101//Produced"].Main.Counter.Last?.At);
    }

    [Fact]
    public async Task What_the_second_counter_knew_of_the_silence_of_the_first_is_told_after_a_restart()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        var meter = Meter() with { Fallback = Second };
        Both(house, 0);
        await using (var first = await StartAsync(house, platform.Config(folder), meter))
        {
            for (var minute = 1; minute <= 20; minute++)
            {
                house.To(house.Now + Duration.FromMinutes(1));
                Both(house, minute);
            }

            await first.DoneAsync();
        }

        // For three hours the first counter is silent, and then both are heard again; nobody listens.
        house.IsHeard = false;
        for (var minute = 21; minute <= 360; minute++)
        {
            house.To(house.Now + Duration.FromMinutes(1));
            if (minute is > 60 and < 240) house.Show(Second, 5000 + (minute * 0.1m));
            else Both(house, minute);
        }

        house.IsHeard = true;
        await using var second = await StartAsync(house, platform.Config(folder), meter);
        await second.DoneAsync();
        Assert.True(await platform.HasAsync(24));
        Assert.Equal((24, 36m, 0), (platform.Rows.Count, platform.Rows.Values.Sum(row => row.Kwh), platform.Changed));
        Assert.All(platform.Rows.Values, row => Assert.Equal("measured", row.Quality));
    }

    private static void Both(House house, int minute)
    {
        house.Show(Sensor, 1000 + (minute * 0.1m));
        house.Show(Second, 5000 + (minute * 0.1m));
    }

    private static Meter Meter() => new("School", "IT999E00000101", null, Quantity.Produced, Sensor) { MaxPowerKw = 50 };

    /// <summary>A house whose collector ended after twenty minutes, and that recorded six hours.</summary>
    private static async Task<House> AwayAsync(Folder folder, Platform platform)
    {
        var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        house.Show(Sensor, 1000m);
        await using (var first = await StartAsync(house, platform.Config(folder), Meter()))
        {
            for (var minute = 1; minute <= 20; minute++) await MinuteAsync(house, first, minute);
        }

        house.IsHeard = false;
        for (var minute = 21; minute <= 360; minute++) await MinuteAsync(house, null, minute);
        house.IsHeard = true;
        return house;
    }

    private static async Task MinuteAsync(House house, Collector? collector, int minute)
    {
        house.To(house.Now + Duration.FromMinutes(1));
        house.Show(Sensor, 1000 + (minute * 0.1m));
        if (collector is not null) await collector.DoneAsync();
    }

    private static Task<Collector> StartAsync(House house, PlatformConfig config, params Meter[] meters) =>
        StartAsync(house, config, NullLogger.Instance, meters);

    private static async Task<Collector> StartAsync(House house, PlatformConfig config, ILogger log, params Meter[] meters)
    {
        var collector = new Collector(
            house, house.Clock, new HistoryReader(house, house), log, "inverters", meters, config, core: new CoreState(house))
        {
            FirstWait = TimeSpan.FromMilliseconds(20),
        };
        await collector.StartAsync(default);
        await collector.DoneAsync();
        return collector;
    }
}
