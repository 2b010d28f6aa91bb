using Cer.Operations.Demo;
using NodaTime;

namespace Cer.Operations.Tests.Demo;

public class SunTests
{
    private static readonly Place Rome = new(41.90, 12.48);
    private static readonly DateTimeZone Clock = DateTimeZoneProviders.Tzdb["Europe/Rome"];

    // Printed ephemerides for Rome, by its clock: a forecast of June 2018 and a calendar of autumn 2024.
    public static readonly TheoryData<int, int, int, string, string> Almanac = new()
    {
        { 2018, 6, 21, "05:34", "20:48" },
        { 2024, 10, 31, "06:41", "17:05" },
        { 2024, 11, 15, "07:00", "16:49" },
    };

    [Theory, MemberData(nameof(Almanac))]
    public void It_rises_and_sets_within_two_minutes_of_the_almanac(
        int year, int month, int day, string rise, string set)
    {
        var date = new LocalDate(year, month, day);
        var up = Enumerable.Range(0, 1440)
            .Select(minute => date.AtMidnight().PlusMinutes(minute))
            .Where(time => Sun.At(time.InZoneLeniently(Clock).ToInstant(), Rome).Height > Sun.HeightAtSunrise)
            .ToArray();
        Assert.InRange(MinutesApart(up[0], rise), -2, 2);
        Assert.InRange(MinutesApart(up[^1], set), -2, 2);
    }

    [Fact]
    public void It_stands_in_the_south_at_its_highest_on_the_longest_day()
    {
        // Published for Rome, 21 June 2018: highest at 13:11, at 72 degrees (rounded).
        var noon = Sun.At(new LocalDateTime(2018, 6, 21, 13, 11).InZoneStrictly(Clock).ToInstant(), Rome);
        Assert.InRange(noon.Height, 71.4, 72.0);
        Assert.InRange(noon.Azimuth, 178.5, 181.5);
    }

    private static long MinutesApart(LocalDateTime found, string expected) =>
        ((found.Hour * 60) + found.Minute) - (int.Parse(expected[..2], null) * 60) - int.Parse(expected[3..], null);
}
