using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Apps.Tests;

/// <summary>A counter that shows the same for long: one that stands still, and one that nobody hears any more.</summary>
public class StandstillTests
{
    private const string Sensor = "sensor.school_energy";
    private const string Power = "sensor.school_power";
    private const string Second = "sensor.school_second";
    private const string Pod = "IT999E00000101";
    private const string Begin = "2026-06-10T06:00:00Z";

    private static readonly Meter Plain = new("School", Pod, null, Quantity.Withdrawn, Sensor);

    /// <summary>Core stopped for 30 hours, and the broker kept the value from before: two minutes later the true one comes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_that_the_broker_kept_over_a_stop_of_the_core_is_no_reading_and_makes_no_zeros(bool isRead)
    {
        await using var town = await TownAsync();
        var (house, platform) = (town.House, town.Platform);
        house.KeepsStatistics = true;
        await using (await town.StartAsync(Plain)) Minutes(house, 1, 15, 1000);

        house.To("2026-06-11T12:15:10Z");
        house.Restart();
        if (!isRead) house.Show(Sensor, 1001.5m);
        var second = isRead ? null : await town.StartAsync(Plain);
        if (isRead) house.Show(Sensor, 1001.5m);
        house.To("2026-06-11T12:17:00Z");
        house.Show(Sensor, 1011.5m);
        second ??= await town.StartAsync(Plain);
        await using var _ = second;
        Minutes(house, 1, 30, 1011.5m);
        await second.DoneAsync();
        Assert.True(await platform.HasAsync(2));
        Assert.Equal([Begin, "2026-06-11T12:30:00Z"], Starts(platform));
    }

    [Fact]
    public async Task A_sensor_that_nobody_hears_makes_no_zeros_and_its_leap_is_of_no_quarter()
    {
        await using var town = await TownAsync();
        var (house, platform) = (town.House, town.Platform);
        await using var collector = await town.StartAsync(Plain);
        Minutes(house, 1, 16, 1000);
        await LookAsync(house, collector, 5 * 60);
        house.To("2026-06-10T11:20:00Z");
        house.Show(Sensor, 1021.6m);
        Minutes(house, 1, 40, 1021.6m);
        await collector.DoneAsync();
        Assert.True(await platform.HasAsync(3));
        Assert.Equal([Begin, "2026-06-10T11:30:00Z", "2026-06-10T11:45:00Z"], Starts(platform));
        Assert.Equal(4.5m, platform.Rows.Values.Sum(row => row.Kwh));
    }

    [Fact]
    public async Task A_sensor_that_nobody_hears_does_not_displace_its_fallback()
    {
        await using var town = await TownAsync();
        var (house, platform) = (town.House, town.Platform);
        await using var collector = await town.StartAsync(Plain with { Fallback = Second });
        for (var minute = 1; minute <= 180; minute++)
        {
            house.To(house.Now + Duration.FromMinutes(1));
            if (minute is <= 16 or >= 150) house.Show(Sensor, 1000 + (minute is <= 16 ? minute * 0.1m : 1.7m + ((minute - 150) * 0.1m)));
            house.Show(Second, 500 + (minute * 0.1m));
            await collector.DoneAsync();
        }

        Assert.True(await platform.HasAsync(12));
        Assert.Equal(0, platform.Changed);
        Assert.All(platform.Rows.Values, row => Assert.Equal((1.5m, "measured"), row));
    }

    /// <summary>Somebody purged the states of the entity; the statistics are still there, with those of a stop filled in.</summary>
    [Fact]
    public async Task Where_the_history_is_gone_the_statistics_stand_in_where_they_moved()
    {
        await using var town = await TownAsync();
        var (house, platform) = (town.House, town.Platform);
        house.KeepsStatistics = true;
        await using (await town.StartAsync(Plain)) Minutes(house, 1, 15, 1000);
        house.IsHeard = false;
        Minutes(house, 16, 60, 1000);
        house.To("2026-06-10T10:02:00Z");
        Minutes(house, 1, 28, 1030);
        house.IsHeard = true;
        house.IsPurged = true;
        await using var second = await town.StartAsync(Plain);
        await second.DoneAsync();
        Assert.True(await platform.HasAsync(5));
        Assert.Equal(
            [Begin, "2026-06-10T06:15:00Z", "2026-06-10T06:30:00Z", "2026-06-10T06:45:00Z", "2026-06-10T10:15:00Z"], Starts(platform));
        Assert.All(platform.Rows.Where(row => row.Key.Start != Begin), row => Assert.Equal("estimated", row.Value.Quality));
    }

    [Fact]
    public async Task Power_of_the_same_meter_that_is_told_and_is_none_makes_a_quarter_measured_at_its_end()
    {
        await using var town = await TownAsync();
        var (house, platform) = (town.House, town.Platform);
        house.SaysReported = false;
        await using var collector = await town.StartAsync(Plain with { Power = Power });
        for (var minute = 1; minute <= 31; minute++)
        {
            house.To(house.Now + Duration.FromMinutes(1));
            house.Show(Power, minute % 2 == 0 ? "0.1" : "0.2", "W");
            await collector.DoneAsync();
        }

        Assert.True(await platform.HasAsync(2));
        Assert.All(platform.Rows.Values, row => Assert.Equal((0m, "measured"), row));
    }

    [Theory]
    [InlineData(1.2)]
    [InlineData(0.1)]
    public async Task A_counter_that_moves_each_twenty_minutes_is_an_estimate_on_the_line(double step)
    {
        await using var town = await TownAsync();
        var (house, platform) = (town.House, town.Platform);
        await using var collector = await town.StartAsync(Plain);
        for (var minute = 1; minute <= 125; minute++)
        {
            house.To(house.Now + Duration.FromMinutes(1));
            if (minute % 20 == 5) house.Show(Sensor, 1000 + ((decimal)step * (minute / 20)));
            await collector.DoneAsync();
        }

        // From 6:00 to 8:00; the first value stood for 25 minutes.
        Assert.True(await platform.HasAsync(8));
        Assert.Equal(8, platform.Rows.Count);
        Assert.All(platform.Rows.Values, row => Assert.Equal("estimated", row.Quality));
        Assert.All(
            platform.Rows.Where(row => Times.At(row.Key.Start) >= Times.At("2026-06-10T06:30:00Z")),
            row => Assert.Equal((decimal)step * 15 / 20, row.Value.Kwh, 6));
    }

    [Fact]
    public async Task A_counter_that_its_integration_reads_again_and_again_is_measured_while_it_stands_still()
    {
        await using var town = await TownAsync();
        var (house, platform) = (town.House, town.Platform);
        house.Show(Sensor, 1000m);
        await using var collector = await town.StartAsync(Plain with { Quantity = Quantity.Produced });
        for (var half = 1; half <= 8 * 120; half++)
        {
            house.To(house.Now + Duration.FromSeconds(30));
            house.Show(Sensor, 1000m);
            await collector.DoneAsync();
        }

        Assert.True(await platform.HasAsync(31));
        Assert.All(platform.Rows.Values, row => Assert.Equal((0m, "measured"), row));
        // One question for each quarter of an hour, not one each minute.
        Assert.InRange(house.Asked, 31, 70);
    }

    [Fact]
    public async Task A_cabinet_by_day_is_told_when_it_moves_again_and_its_first_step_is_spread()
    {
        await using var town = await TownAsync();
        var (house, platform) = (town.House, town.Platform);
        house.SaysReported = false;
        await using var collector = await town.StartAsync(Plain);
        Minutes(house, 1, 7, 1000);
        await LookAsync(house, collector, 13 * 60);
        Assert.Empty(platform.Rows);
        Minutes(house, 1, 30, 1000.7m);
        await collector.DoneAsync();
        // 6:15 to 19:30: of 13 hours and some minutes one tenth of a kWh.
        Assert.True(await platform.HasAsync(53));
        var day = platform.Rows.Where(row =>
            Times.At(row.Key.Start) > Times.At(Begin) && Times.At(row.Key.Start) < Times.At("2026-06-10T19:00:00Z")).ToArray();
        Assert.Equal(51, day.Length);
        Assert.All(day, row => Assert.InRange(row.Value.Kwh, 0.0015m, 0.0025m));
        Assert.All(day, row => Assert.Equal("estimated", row.Value.Quality));
    }

    [Fact]
    public async Task A_plant_whose_sun_is_down_makes_nothing_and_that_is_an_estimate_at_once()
    {
        await using var town = await TownAsync("2026-06-10T18:00:00Z");
        var (house, platform) = (town.House, town.Platform);
        house.SaysReported = false;
        house.Show("sun.sun", "above_horizon", null);
        await using var collector = await town.StartAsync(Plain with { Quantity = Quantity.Produced });
        Minutes(house, 1, 50, 1000);
        house.Show("sun.sun", "below_horizon", null);
        await LookAsync(house, collector, 130);
        // 18:00 to 21:00: three are measured, one is partly so, and the night is none.
        Assert.True(await platform.HasAsync(12));
        Assert.Equal(0.5m, platform.Of("2026-06-10T18:45:00Z")?.Kwh);
        Assert.All(platform.Rows.Where(row => Times.At(row.Key.Start) > Times.At("2026-06-10T18:45:00Z")),
            row => Assert.Equal((0m, "estimated"), row.Value));
    }

    private static IEnumerable<string> Starts(Platform platform) =>
        platform.Rows.Keys.Select(row => row.Start).Order(StringComparer.Ordinal);

    private static void Minutes(House house, int from, int to, decimal kwh)
    {
        for (var minute = from; minute <= to; minute++)
        {
            house.To(house.Now + Duration.FromMinutes(1));
            house.Show(Sensor, kwh + (minute * 0.1m));
        }
    }

    /// <summary>Time goes by and nothing is told.</summary>
    private static async Task LookAsync(House house, Collector collector, int minutes)
    {
        for (var minute = 1; minute <= minutes; minute++)
        {
            house.To(house.Now + Duration.FromMinutes(1));
            await collector.DoneAsync();
        }
    }

    private static async Task<Town> TownAsync(string begin = Begin)
    {
        var town = new Town(new Folder(), await Platform.StartAsync(), new House(Times.Clock(begin)));
        town.House.Show(Sensor, 1000m);
        return town;
    }

    private sealed record Town(Folder Folder, Platform Platform, House House) : IAsyncDisposable
    {
        public async Task<Collector> StartAsync(Meter meter)
        {
            var collector = new Collector(
                House, House.Clock, new HistoryReader(House, House), NullLogger.Instance, "meters", [meter], Platform.Config(Folder))
            {
                FirstWait = TimeSpan.FromMilliseconds(20),
            };
            await collector.StartAsync(default);
            await collector.DoneAsync();
            return collector;
        }

        public async ValueTask DisposeAsync()
        {
            await Platform.DisposeAsync();
            House.Dispose();
            Folder.Dispose();
        }
    }
}
