using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Apps.Tests;

public class CollectorTests
{
    private const string Sensor = "sensor.school_energy";
    private const string Pod = "IT999E00000101";

    [Fact]
    public async Task Six_hours_without_the_platform_lose_nothing_and_tell_nothing_twice()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        await using var collector = await StartAsync(house, platform.Config(folder), Meter());
        platform.Refuses = 503;
        house.Show(Sensor, 1000m);
        for (var minute = 1; minute <= 6 * 60; minute++) Minute(house, 1000 + (minute * 0.1m));
        await collector.DoneAsync();
        Assert.Empty(platform.Rows);

        platform.Refuses = null;
        Assert.True(await platform.HasAsync(24));
        Assert.Equal(24, platform.Rows.Count);
        Assert.Equal(36m, platform.Rows.Values.Sum(row => row.Kwh));
        Assert.All(platform.Rows.Values, row => Assert.Equal((1.5m, "measured"), row));
        Assert.Equal(0, platform.Changed);
    }

    [Fact]
    public async Task An_answer_that_was_lost_makes_the_same_list_come_again_and_changes_nothing()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        platform.ForgetsToSay = true;
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        await using var collector = await StartAsync(house, platform.Config(folder), Meter());
        house.Show(Sensor, 1000m);
        for (var minute = 1; minute <= 30; minute++) Minute(house, 1000 + (minute * 0.1m));
        Assert.True(await platform.HasAsync(2));
        platform.ForgetsToSay = false;
        for (var minute = 31; minute <= 45; minute++) Minute(house, 1000 + (minute * 0.1m));
        Assert.True(await platform.HasAsync(3));
        Assert.Equal((3, 0), (platform.Rows.Count, platform.Changed));
    }

    [Fact]
    public async Task A_program_that_ends_between_the_journal_and_the_state_tells_the_same_again()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        var state = Path.Combine(folder.Path, "apps", "inverters", "state.json");
        byte[] before;
        house.Show(Sensor, 1000m);
        await using (var first = await StartAsync(house, platform.Config(folder), Meter()))
        {
            for (var minute = 1; minute <= 10; minute++) Minute(house, 1000 + (minute * 0.1m));
            await first.DoneAsync();
            before = await File.ReadAllBytesAsync(state, TestContext.Current.CancellationToken);
            for (var minute = 11; minute <= 40; minute++) Minute(house, 1000 + (minute * 0.1m));
            await first.DoneAsync();
            Assert.True(await platform.HasAsync(2));
        }

        await File.WriteAllBytesAsync(state, before, TestContext.Current.CancellationToken);
        await using var second = await StartAsync(house, platform.Config(folder), Meter());
        for (var minute = 41; minute <= 60; minute++) Minute(house, 1000 + (minute * 0.1m));
        Assert.True(await platform.HasAsync(4));
        Assert.Equal((4, 0, 6m), (platform.Rows.Count, platform.Changed, platform.Rows.Values.Sum(row => row.Kwh)));
    }

    [Fact]
    public async Task By_day_a_cabinet_whose_power_is_none_is_measured_and_one_without_power_waits_until_it_moves()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        house.Show(Sensor, 1000m);
        house.Show("sensor.other_energy", 500m);
        await using var collector = await StartAsync(
            house,
            platform.Config(folder),
            Meter(Quantity.Withdrawn) with { Power = "sensor.school_power" },
            new("Other", "IT999E00000102", null, Quantity.Withdrawn, "sensor.other_energy"));
        for (var minute = 1; minute <= 60; minute++)
        {
            house.To(house.Now + Duration.FromMinutes(1));
            house.Show("sensor.school_power", "0", "W");
            await collector.DoneAsync();
        }

        Assert.True(await platform.HasAsync(4));
        Assert.All(platform.Rows, row => Assert.Equal(Pod, row.Key.Pod));
        house.To(house.Now + Duration.FromMinutes(1));
        house.Show("sensor.other_energy", 500.061m);
        Assert.True(await platform.HasAsync(8));
        Assert.All(platform.Rows.Where(row => row.Key.Pod == Pod), row => Assert.Equal((0m, "measured"), row.Value));
        Assert.All(platform.Rows.Where(row => row.Key.Pod != Pod), row => Assert.Equal((0.015m, "estimated"), row.Value));
    }

    [Fact]
    public async Task Six_hours_without_Home_Assistant_are_read_from_its_recorder()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        house.Show(Sensor, 1000m);
        await using (var first = await StartAsync(house, platform.Config(folder), Meter()))
        {
            for (var minute = 1; minute <= 20; minute++) Minute(house, 1000 + (minute * 0.1m));
            await first.DoneAsync();
        }

        house.IsHeard = false;
        for (var minute = 21; minute <= 360; minute++) Minute(house, 1000 + (minute * 0.1m));
        house.IsHeard = true;
        await using var second = await StartAsync(house, platform.Config(folder), Meter());
        await second.DoneAsync();
        Assert.True(await platform.HasAsync(24));
        Assert.Equal(36m, platform.Rows.Values.Sum(row => row.Kwh));
        Assert.All(platform.Rows.Values, row => Assert.Equal("measured", row.Quality));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_counter_that_moves_each_ten_minutes_is_read_from_the_history_and_is_an_estimate(bool keeps)
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z")) { KeepsStatistics = keeps };
        house.Show(Sensor, 1000m);
        await using (var first = await StartAsync(house, platform.Config(folder), Meter()))
        {
            for (var minute = 1; minute <= 15; minute++) Minute(house, 1000 + (minute * 0.1m));
            await first.DoneAsync();
        }

        house.IsHeard = false;
        for (var minute = 16; minute <= 360; minute++) Minute(house, 1000 + (minute * 0.1m), tells: minute % 10 == 0);
        house.IsHeard = true;
        await using var second = await StartAsync(house, platform.Config(folder), Meter());
        await second.DoneAsync();
        Assert.True(await platform.HasAsync(24));
        // Seen at 6:15 and 6:30, and from then on at each second end.
        Assert.Equal(2, platform.Rows.Values.Count(row => row.Quality == "measured"));
        Assert.Equal((24, 36m), (platform.Rows.Count, platform.Rows.Values.Sum(row => row.Kwh)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_held_at_the_start_of_a_day_of_history_was_not_seen_there_and_makes_no_zeros(bool keeps)
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z")) { KeepsStatistics = keeps };
        house.Show(Sensor, 1000m);
        await using (var first = await StartAsync(house, platform.Config(folder), Meter()))
        {
            for (var minute = 1; minute <= 15; minute++) Minute(house, 1000 + (minute * 0.1m));
            await first.DoneAsync();
        }

        // Home Assistant itself was off for thirty hours; it fills its statistics of them with the value before.
        house.To("2026-06-11T12:15:00Z");
        house.Show(Sensor, 1100m);
        await using var second = await StartAsync(house, platform.Config(folder), Meter());
        for (var minute = 1; minute <= 15; minute++) Minute(house, 1100 + (minute * 0.1m));
        await second.DoneAsync();
        Assert.True(await platform.HasAsync(2));
        Assert.Equal(
            ["2026-06-10T06:00:00Z", "2026-06-11T12:15:00Z"], platform.Rows.Keys.Select(row => row.Start).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Six_hours_that_nobody_recorded_stay_a_gap()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        await using var collector = await StartAsync(house, platform.Config(folder), Meter());
        house.Show(Sensor, 1000m);
        for (var minute = 1; minute <= 30; minute++) Minute(house, 1000 + (minute * 0.1m));
        house.Show(Sensor, "unavailable");
        house.To("2026-06-10T12:30:00Z");
        house.Show(Sensor, 1039m);
        for (var minute = 1; minute <= 30; minute++) Minute(house, 1039 + (minute * 0.1m));
        await collector.DoneAsync();
        Assert.True(await platform.HasAsync(4));
        Assert.Equal(4, platform.Rows.Count);
        Assert.Equal(6m, platform.Rows.Values.Sum(row => row.Kwh));
        Assert.Null(platform.Of("2026-06-10T06:30:00Z"));
        Assert.Null(platform.Of("2026-06-10T12:15:00Z"));
        Assert.Equal(1.5m, platform.Of("2026-06-10T12:30:00Z")?.Kwh);
    }

    [Fact]
    public async Task A_restart_of_the_core_shows_unknown_and_zero_and_neither_is_energy()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        await using var collector = await StartAsync(house, platform.Config(folder), Meter());
        house.Show(Sensor, 1000m);
        for (var minute = 1; minute <= 45; minute++)
        {
            if (minute == 20) house.Show(Sensor, "unknown");
            if (minute == 21) house.Show(Sensor, 0m);
            Minute(house, 1000 + (minute * 0.1m), tells: minute is not (20 or 21));
        }

        await collector.DoneAsync();
        Assert.True(await platform.HasAsync(3));
        Assert.Equal(4.5m, platform.Rows.Values.Sum(row => row.Kwh));
    }

    [Fact]
    public async Task A_counter_that_changes_its_unit_goes_on()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        await using var collector = await StartAsync(house, platform.Config(folder), Meter());
        house.Show(Sensor, 1000m);
        for (var minute = 1; minute <= 45; minute++)
        {
            var kwh = 1000 + (minute * 0.1m);
            house.To(house.Now + Duration.FromMinutes(1));
            if (minute < 17) house.Show(Sensor, kwh);
            else if (minute < 33) house.Show(Sensor, kwh * 1000, "Wh");
            else house.Show(Sensor, kwh / 1000, "MWh");
        }

        await collector.DoneAsync();
        Assert.True(await platform.HasAsync(3));
        Assert.All(platform.Rows.Values, row => Assert.Equal((1.5m, "measured"), row));
    }

    [Theory]
    [InlineData("2026-03-29T00:00:00Z", 8)]
    [InlineData("2026-10-25T00:00:00Z", 8)]
    public async Task The_hours_when_the_clocks_change_have_their_quarters_each_once(string from, int quarters)
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock(from));
        await using var collector = await StartAsync(house, platform.Config(folder), Meter());
        house.Show(Sensor, 1000m);
        for (var minute = 1; minute <= quarters * 15; minute++) Minute(house, 1000 + (minute * 0.1m));
        await collector.DoneAsync();
        Assert.True(await platform.HasAsync(quarters));
        var starts = platform.Rows.Keys.Select(row => Times.At(row.Start)).Order().ToArray();
        Assert.Equal(Enumerable.Range(0, quarters).Select(i => Times.At(from) + Duration.FromMinutes(i * 15)), starts);
        Assert.Equal(quarters * 1.5m, platform.Rows.Values.Sum(row => row.Kwh));
    }

    private static Meter Meter(Quantity quantity = Quantity.Produced) =>
        new("School", Pod, null, quantity, Sensor) { MaxPowerKw = 50 };

    private static void Minute(House house, decimal kwh, bool tells = true)
    {
        house.To(house.Now + Duration.FromMinutes(1));
        if (tells) house.Show(Sensor, kwh);
    }

    private static async Task<Collector> StartAsync(House house, PlatformConfig config, params Meter[] meters)
    {
        var collector = new Collector(
            house,
            house.Clock,
            new HistoryReader(house, house),
            NullLogger.Instance,
            "inverters",
            meters,
            config,
            core: new CoreState(house))
        {
            FirstWait = TimeSpan.FromMilliseconds(20),
        };
        await collector.StartAsync(default);
        await collector.DoneAsync();
        return collector;
    }
}
