using NodaTime;

namespace Cer.Settlement.Detecting;

/// <summary>What the sun can give at the most in each quarter of a span, at one place: the envelope of every plant there.</summary>
/// <remarks>
/// For modules that face the sun, so that no tilt can be better: direct light by A. B. Meinel and M. P. Meinel, Applied Solar
/// Energy (1976), 1,353 × 0,7^(AM^0,678) kW/m², air mass by F. Kasten and A. T. Young, Applied Optics 28 (1989), and a tenth
/// more for the light of the sky. The sun is taken at its highest of the quarter, and higher still by the slack of the place.
/// </remarks>
public sealed class ClearSky
{
    /// <summary>Below this the sun is down wherever in its zone the plant stands, degrees.</summary>
    public const double Night = -6;

    private const double SolarConstant = 1.353;
    private const double Sky = 1.1;

    // By twilight alone, modules make next to nothing; the noise of a meter must not be taken for more.
    private const double Floor = 0.02;

    private readonly double[] _power;
    private readonly bool[] _night;

    /// <param name="place">The place.</param>
    /// <param name="first">The first quarter, since the Unix epoch.</param>
    /// <param name="count">How many.</param>
    public ClearSky(SitePlace place, long first, int count)
    {
        (_power, _night) = (new double[count], new bool[count]);
        var next = At(0);
        for (var i = 0; i < count; i++)
        {
            var (begin, end) = (next, At(i + 1));
            var middle = SunElevation.At(Start(i) + Duration.FromSeconds(450), place);
            var highest = Math.Max(middle, Math.Max(begin, end));
            _night[i] = highest < Night;
            _power[i] = Math.Max(Floor, Irradiance(highest + SitePlace.Slack));
            next = end;
        }

        Instant Start(int i) => Instant.FromUnixTimeSeconds((first + i) * 900);

        double At(int i) => SunElevation.At(Start(i), place);
    }

    /// <summary>kW that a square metre facing the sun receives of a clear sky.</summary>
    public static double Irradiance(double elevation)
    {
        if (elevation <= 0) return 0;
        var high = Math.Min(elevation, 90);
        var mass = 1 / (Math.Sin(high * Math.PI / 180) + (0.50572 * Math.Pow(high + 6.07995, -1.6364)));
        return SolarConstant * Math.Pow(0.7, Math.Pow(mass, 0.678)) * Sky;
    }

    public bool IsNight(int quarter) => _night[quarter];

    /// <summary>The most that a plant of so many kW gives in a quarter, micro-kWh, without margin.</summary>
    public long Most(int quarter, decimal powerKw) => (long)((double)powerKw * 250_000 * _power[quarter]);
}
