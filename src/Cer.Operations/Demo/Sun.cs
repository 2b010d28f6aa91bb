using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>The sun as seen from a place.</summary>
/// <remarks>Low-precision formulas of the Astronomical Almanac: right to a few hundredths of a degree.</remarks>
public static class Sun
{
    /// <summary>Height of the centre when the upper edge touches the horizon, refraction counted.</summary>
    public const double HeightAtSunrise = -0.833;

    private static readonly Instant Epoch = Instant.FromUtc(2000, 1, 1, 12, 0);

    public static SunPosition At(Instant instant, Place place)
    {
        var days = (instant - Epoch).TotalDays;
        var anomaly = Radians(357.528 + (0.9856003 * days));
        var longitude = Radians(
            280.460 + (0.9856474 * days) + (1.915 * Math.Sin(anomaly)) + (0.020 * Math.Sin(2 * anomaly)));
        var tilt = Radians(23.439 - (0.0000004 * days));
        var ascension = Math.Atan2(Math.Cos(tilt) * Math.Sin(longitude), Math.Cos(longitude));
        var declination = Math.Asin(Math.Sin(tilt) * Math.Sin(longitude));

        var sidereal = Radians((15 * (18.697374558 + (24.06570982441908 * days))) + place.Longitude);
        var hour = sidereal - ascension;
        var latitude = Radians(place.Latitude);
        var height = Math.Asin(
            (Math.Sin(latitude) * Math.Sin(declination))
            + (Math.Cos(latitude) * Math.Cos(declination) * Math.Cos(hour)));
        var fromSouth = Math.Atan2(
            Math.Sin(hour), (Math.Cos(hour) * Math.Sin(latitude)) - (Math.Tan(declination) * Math.Cos(latitude)));
        return new(Degrees(height), Turn(Degrees(fromSouth) + 180));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Degrees(double radians) => radians * 180 / Math.PI;

    private static double Turn(double degrees) => ((degrees % 360) + 360) % 360;
}
