namespace Cer.Exchange.UrbanDatasets;

/// <summary>A place and the metres around it.</summary>
public sealed record DatasetCircle(double Latitude, double Longitude, double Metres)
{
    private const double EarthMetres = 6_371_008.8;

    /// <summary>Whether a place lies in it, on a ball of the Earth's mean radius.</summary>
    public bool Holds(double latitude, double longitude)
    {
        var (a, b) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(latitude));
        var x = Math.Pow(Math.Sin((b - a) / 2), 2);
        var y = Math.Pow(Math.Sin(double.DegreesToRadians(longitude - Longitude) / 2), 2);
        return 2 * EarthMetres * Math.Asin(Math.Sqrt(Math.Min(1, x + (Math.Cos(a) * Math.Cos(b) * y)))) <= Metres;
    }
}
