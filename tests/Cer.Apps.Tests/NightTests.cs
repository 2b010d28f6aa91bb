namespace Cer.Apps.Tests;

/// <summary>A rise after a silence that holds a night: what the sun makes is not of the dark.</summary>
public class NightTests
{
    private const string Sensor = "sensor.school_energy";
    private const string Pod = "IT999E00000101";

    /// <summary>Silent from 16:00 to 8:00; the sun went down at 17:58 or so and came up at 5:41: 0.52 kWh on 251 sure minutes.</summary>
    [Theory]
    [InlineData(Quantity.Produced)]
    [InlineData(Quantity.Injected)]
    public async Task What_a_plant_made_in_a_silence_is_put_where_the_sun_was_up(Quantity quantity)
    {
        await using var town = await SilentAsync(quantity, true);
        Assert.True(await town.Platform.HasAsync(64));
        var rows = town.Platform.Rows.ToDictionary(row => Times.At(row.Key.Start), row => row.Value);
        Assert.Equal(0.52m, rows.Values.Sum(row => row.Kwh));
        Assert.All(
            rows.Where(row => row.Key >= Times.At("2026-09-10T18:00:00Z") && row.Key < Times.At("2026-09-11T05:30:00Z")),
            row => Assert.Equal((0m, "estimated"), row.Value));
        Assert.InRange(rows[Times.At("2026-09-10T16:30:00Z")].Kwh, 0.0310m, 0.0312m);
        Assert.InRange(rows[Times.At("2026-09-11T07:00:00Z")].Kwh, 0.0310m, 0.0312m);
    }

    [Fact]
    public async Task Where_the_sun_is_not_known_it_is_a_gap_and_not_energy_of_dark_hours()
    {
        await using var town = await SilentAsync(Quantity.Produced, false);
        await town.MinutesAsync(15);
        Assert.True(await town.Platform.HasAsync(1));
        Assert.Equal(["08:00"], town.Starts(Pod));
    }

    [Fact]
    public async Task What_was_taken_from_the_grid_is_of_the_night_too()
    {
        await using var town = await SilentAsync(Quantity.Withdrawn, true);
        Assert.True(await town.Platform.HasAsync(64));
        Assert.Equal(0.00812m, town.Platform.Rows.Values.Min(row => row.Kwh), 4);
    }

    private static Meter Plant(Quantity quantity) => new("School", Pod, null, quantity, Sensor);

    private static async Task<Town> SilentAsync(Quantity quantity, bool knowsSun)
    {
        var town = await Town.StartAsync("2026-09-10T16:00:00Z");
        town.House.SaysReported = false;
        town.Begin(Sensor, 1000);
        await town.CollectAsync(null, Plant(quantity));
        town.House.To("2026-09-11T08:00:00Z");
        if (knowsSun) town.House.ShowSun(true, "2026-09-12T05:41:00Z", "2026-09-11T17:58:00Z");
        town.Begin(Sensor, 1000.52m);
        await town.DoneAsync();
        return town;
    }
}
