using NetDaemon.HassModel.Entities;
using NodaTime;
using System.Text.Json;

namespace Cer.Apps.Tests.Meters;

public class DaylightTests
{
    /// <summary>Rome by NOAA's equations, in UTC: 20 March 2026 until 17:20, 21 March from 05:13; 11 March 17:10, 12 March 05:28.</summary>
    [Theory]
    [InlineData("2026-03-22T05:11:00Z", "2026-03-21T17:22:00Z")]
    [InlineData("2026-03-22T05:11:00Z", "2026-03-22T17:23:00Z")]
    public void Of_a_day_before_no_dark_minute_is_taken_for_light(string rising, string setting)
    {
        var light = Daylight.Of(Sun(rising, setting));
        Assert.Equal(Duration.Zero, light.Between(Times.At("2026-03-20T17:20:00Z"), Times.At("2026-03-21T05:13:00Z")));
        Assert.Equal(Duration.Zero, light.Between(Times.At("2026-03-11T17:10:00Z"), Times.At("2026-03-12T05:28:00Z")));
        Assert.InRange(
            light.Between(Times.At("2026-03-20T00:00:00Z"), Times.At("2026-03-21T00:00:00Z")),
            Duration.FromHours(11.8),
            Duration.FromHours(12.2));
    }

    [Fact]
    public void Where_nobody_says_when_the_sun_is_up_it_is_up_at_no_time()
    {
        Assert.Same(Daylight.Unknown, Daylight.Of(null));
        Assert.Same(Daylight.Unknown, Daylight.Of(Sun("soon", "2026-03-22T17:21:00Z")));
        Assert.Equal(Duration.Zero, Daylight.Unknown.Between(Times.At("2026-03-20T00:00:00Z"), Times.At("2026-03-21T00:00:00Z")));
    }

    private static EntityState Sun(string rising, string setting) => new()
    {
        State = "above_horizon",
        AttributesJson = JsonSerializer.SerializeToElement(new { next_rising = rising, next_setting = setting }),
    };
}
