using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Settlement.Tests.Detecting;

/// <summary>Where the sun stands and what it gives.</summary>
public class SunTests
{
    /// <remarks>
    /// I. Reda and A. Andreas, NREL/TP-560-34302, appendix A.5: 17 October 2003, 12:30:30 at UTC−7, topocentric elevation
    /// without refraction 39,872046 degrees.
    /// </remarks>
    [Fact]
    public void The_sun_stands_where_the_published_example_has_it() => Assert.Equal(
        39.872, SunElevation.At(Instant.FromUtc(2003, 10, 17, 19, 30, 30), new(39.742476, -105.1786)), 0.02);

    [Fact]
    public void At_noon_of_the_solstice_it_stands_at_ninety_degrees_less_latitude_plus_23_44() => Assert.Equal(
        90 - 41.7 + 23.44,
        Enumerable.Range(0, 96).Max(quarter => SunElevation.At(
            Instant.FromUtc(2026, 6, 21, 0, 0) + Duration.FromMinutes(15 * quarter), new(41.7, 13.3))),
        0.1);

    // By hand: at the zenith the air mass is one, 1,353 × 0,7 × 1,1; at 30 degrees it is 1,99, 0,7^(1,99^0,678) = 0,5663.
    [Theory, InlineData(90, 1.0418), InlineData(30, 0.8427), InlineData(0, 0), InlineData(-5, 0)]
    public void A_clear_sky_gives_what_the_formula_gives_by_hand(double elevation, double kilowatts) =>
        Assert.Equal(kilowatts, ClearSky.Irradiance(elevation), 0.001);

    [Fact]
    public void A_kilowatt_never_gives_more_than_a_kilowatt_and_a_twentieth() => Assert.All(
        Enumerable.Range(0, InventedSeries.Count), i => Assert.InRange(InventedSeries.Sky.Most(i, 1m), 0, 262_500));

    [Fact]
    public void In_June_the_night_of_the_middle_zone_lasts_about_eight_hours() => Assert.InRange(
        Enumerable.Range(0, 96).Count(InventedSeries.Sky.IsNight), 26, 34);
}
