using NodaTime;

namespace Cer.Settlement.Detecting;

/// <summary>How high the sun stands, in degrees above the horizon, without refraction.</summary>
/// <remarks>
/// Source: the low-precision formulas of the Astronomical Almanac, as J. J. Michalsky, Solar Energy 40 (1988), gives them:
/// good to a hundredth of a degree from 1950 to 2050.
/// </remarks>
public static class SunElevation
{
    private static readonly Instant Epoch = Instant.FromUtc(2000, 1, 1, 12, 0);

    public static double At(Instant instant, SitePlace place)
    {
        var days = (instant - Epoch).TotalDays;
        var anomaly = Radians(357.528 + (0.9856003 * days));
        var longitude = Radians(
            280.460 + (0.9856474 * days) + (1.915 * Math.Sin(anomaly)) + (0.020 * Math.Sin(2 * anomaly)));
        var obliquity = Radians(23.439 - (0.0000004 * days));
        var declination = Math.Asin(Math.Sin(obliquity) * Math.Sin(longitude));
        var ascension = Math.Atan2(Math.Cos(obliquity) * Math.Sin(longitude), Math.Cos(longitude));
        // Sidereal time at Greenwich: the mean one, of the instant itself.
        var sidereal = Radians(((18.697374558 + (24.06570982441908 * days)) % 24 * 15) + place.Longitude);
        var latitude = Radians(place.Latitude);
        return Degrees(Math.Asin(
            (Math.Sin(latitude) * Math.Sin(declination))
            + (Math.Cos(latitude) * Math.Cos(declination) * Math.Cos(sidereal - ascension))));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Degrees(double radians) => radians * 180 / Math.PI;
}
