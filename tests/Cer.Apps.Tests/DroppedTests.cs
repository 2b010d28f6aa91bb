using Cer.Apps.Tests.Homes;

namespace Cer.Apps.Tests;

/// <summary>What comes faster than it is taken is bounded, and it is said how much of it is lost.</summary>
public class DroppedTests
{
    [Fact]
    public async Task A_collector_that_cannot_begin_keeps_ten_thousand_values_and_says_how_many_it_dropped()
    {
        using var folder = new Folder();
        using var heard = new Heard();
        await using var platform = await Platform.StartAsync();
        using var house = new House(Times.Clock("2026-06-10T06:00:00Z"));
        var config = platform.Config(folder);
        // The app that ran before has not let go of the folder yet.
        var other = new Journal(Path.Combine(config.Folder, "meters"), 2 * 1024 * 1024);
        await using var collector = new Collector(
            house, house.Clock, null, heard, "meters",
            [new("School", "IT999E00000101", null, Quantity.Withdrawn, "sensor.school_energy")], config);
        await collector.StartAsync(TestContext.Current.CancellationToken);
        for (var value = 1; value <= 10_500; value++)
        {
            house.Clock.AdvanceBy(TimeSpan.FromMilliseconds(1));
            house.Show("sensor.school_energy", 1000 + (value * 0.001m));
        }

        other.Dispose();
        await collector.DoneAsync();
        // One more for the question whether it is done.
        Assert.Equal("Too much came at once: 501 values were dropped", Assert.Single(heard.Drops));
    }
}
