using Cer.Domain;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Settlement.Forecasting;

/// <summary>What the sun of a clear sky gives in an hour at one place, kWh to the square metre.</summary>
/// <remarks>Source: <see cref="SunElevation" /> and <see cref="ClearSky.Irradiance" />, at the middle of each quarter.</remarks>
public sealed class HourSky(SitePlace place)
{
    private readonly Dictionary<MarketHour, double> _known = [];

    public double Of(MarketHour hour)
    {
        if (_known.TryGetValue(hour, out var known)) return known;
        var sum = 0.0;
        for (var quarter = 0; quarter < 4; quarter++)
            sum += ClearSky.Irradiance(SunElevation.At(hour.Start + Duration.FromSeconds((quarter * 900) + 450), place));
        return _known[hour] = sum / 4;
    }
}
