namespace Cer.Operations.Demo;

/// <summary>A photovoltaic roof: rated power in kW, tilt and direction (from north, eastward) in degrees.</summary>
public sealed record Roof(double PowerKw, double Tilt, double Azimuth)
{
    /// <summary>What is left after temperature, wiring, dust and inverter.</summary>
    private const double Performance = 0.84;

    /// <summary>Power in kW under a sky so clear: none when the sun is down, at most the rated power.</summary>
    public double Kilowatts(SunPosition sun, double clearness)
    {
        if (sun.Height <= 0) return 0;
        var (sine, tilt) = (Math.Sin(Radians(sun.Height)), Radians(Tilt));
        // Meinel: straight light weakens with the mass of air it crosses; a tenth more comes from all over the sky.
        var direct = 1.353 * Math.Pow(0.7, Math.Pow(1 / Math.Max(sine, 0.01), 0.678));
        var diffuse = 0.10 * direct * (1.5 - (0.5 * clearness)) * (1 + Math.Cos(tilt)) / 2;
        var incidence = (sine * Math.Cos(tilt))
            + (Math.Cos(Radians(sun.Height)) * Math.Sin(tilt) * Math.Cos(Radians(sun.Azimuth - Azimuth)));
        var onPlane = (direct * Math.Max(0, incidence) * clearness * clearness) + diffuse;
        return Math.Min(PowerKw, PowerKw * onPlane * Performance);
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
