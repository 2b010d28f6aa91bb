using NodaTime;

namespace Cer.Apps.Tests;

/// <summary>A recorder that fails for longer than it is waited for: what it has is read when it answers again.</summary>
public class LaterHistoryTests
{
    private const string Sensor = "sensor.school_energy";
    private const string Pod = "IT999E00000101";

    private static readonly Meter School = new("School", Pod, null, Quantity.Produced, Sensor) { MaxPowerKw = 50 };

    [Fact]
    public async Task A_recorder_that_fails_for_an_hour_loses_nothing_and_live_values_go_on_meanwhile()
    {
        await using var town = await AwayAsync();
        town.House.HistoryFaults = int.MaxValue;
        await town.CollectAsync(null, School);
        await town.MinutesAsync(60);
        Assert.True(await town.Platform.HasAsync(5));
        Assert.Equal(["06:00", "12:00", "12:15", "12:30", "12:45"], town.Starts(Pod));
        town.House.HistoryFaults = 0;
        await town.MinutesAsync(75);
        await AllAsync(town, 33);
    }

    [Fact]
    public async Task The_app_may_be_restarted_meanwhile_and_the_time_of_each_failure_is_read_later()
    {
        await using var town = await AwayAsync();
        town.House.HistoryFaults = int.MaxValue;
        await town.CollectAsync(null, School);
        await town.MinutesAsync(44);
        await town.EndAsync();
        town.House.IsHeard = false;
        await town.MinutesAsync(23);
        town.House.IsHeard = true;
        await town.CollectAsync(null, School);
        await town.MinutesAsync(40);
        town.House.HistoryFaults = 0;
        await town.CollectAsync(null, School);
        await town.MinutesAsync(88);
        // From 6:00 to 15:15.
        await AllAsync(town, 37);
    }

    [Fact]
    public async Task What_the_recorder_did_not_keep_either_is_a_gap_and_nothing_is_put_into_it_at_the_seam()
    {
        await using var town = await AwayAsync();
        town.House.HistoryFaults = int.MaxValue;
        town.House.Records = false;
        var log = new Sayings();
        await town.CollectAsync(log, School);
        await town.MinutesAsync(40);
        town.House.IsPurged = true;
        town.House.HistoryFaults = 0;
        await town.MinutesAsync(80);
        Assert.True(await town.Platform.HasAsync(9));
        Assert.Equal(
            ["06:00", "12:00", "12:15", "12:30", "12:45", "13:00", "13:15", "13:30", "13:45"], town.Starts(Pod));
        Assert.All(town.Platform.Rows.Values, row => Assert.Equal((1.5m, "measured"), row));
        Assert.Single(log.Said, said => said.Contains("a gap from", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_ten_days_of_the_recorder_it_is_a_gap_and_that_is_said()
    {
        await using var town = await AwayAsync();
        town.House.HistoryFaults = int.MaxValue;
        var log = new Sayings();
        await town.CollectAsync(log, School);
        await town.MinutesAsync(40);
        Assert.DoesNotContain(log.Said, said => said.Contains("a gap from", StringComparison.Ordinal));
        for (var hour = 1; hour <= 241; hour++)
        {
            town.House.To(town.House.Now + Duration.FromHours(1));
            await town.DoneAsync();
        }

        Assert.Single(log.Said, said => said.Contains("a gap from 2026-06-10T06:15:00Z to", StringComparison.Ordinal));
        Assert.Single(log.Said, said => said.Contains("the history was not read", StringComparison.Ordinal));
    }

    private static async Task AllAsync(Town town, int quarters)
    {
        Assert.True(await town.Platform.HasAsync(quarters), string.Join('\n', town.Starts(Pod)));
        Assert.Equal(quarters, town.Platform.Rows.Count);
        Assert.All(town.Platform.Rows.Values, row => Assert.Equal((1.5m, "measured"), row));
        Assert.Equal(0, town.Platform.Changed);
    }

    /// <summary>A collector ended after twenty minutes, and six hours were recorded.</summary>
    private static async Task<Town> AwayAsync()
    {
        var town = await Town.StartAsync("2026-06-10T06:00:00Z");
        town.Begin(Sensor, 1000);
        await town.CollectAsync(null, School);
        await town.MinutesAsync(20);
        await town.EndAsync();
        town.House.IsHeard = false;
        await town.MinutesAsync(340);
        town.House.IsHeard = true;
        return town;
    }
}
