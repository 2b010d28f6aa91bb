namespace Cer.Operations.Demo;

/// <summary>A place on the map, in degrees north and east.</summary>
public readonly record struct Place(double Latitude, double Longitude)
{
    /// <summary>Magliano in Toscana.</summary>
    public static Place Magliano => new(42.60, 11.29);
}
