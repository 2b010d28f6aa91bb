namespace Cer.Operations.Demo.Loads;

/// <summary>Lamps that burn from dusk to dawn, dimmed in the dead of night.</summary>
/// <param name="PowerKw">Power of all its lamps.</param>
internal sealed record StreetLighting(double PowerKw) : Load
{
    /// <summary>The switch waits until it is getting dark: the sun stands this low, degrees.</summary>
    private const double HeightAtSwitch = -3;
    private const double Dimmed = 0.65;

    public override double Kilowatts(in Quarter quarter, Chance chance)
    {
        if (quarter.Sun.Height > HeightAtSwitch) return 0;
        var level = quarter.Local.Hour < 5 ? Dimmed : 1;
        return PowerKw * level * Jitter(quarter, chance, 0.01);
    }
}
