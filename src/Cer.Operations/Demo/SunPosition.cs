namespace Cer.Operations.Demo;

/// <summary>Where the sun stands.</summary>
/// <param name="Height">Of its centre above the horizon, degrees, without refraction; negative at night.</param>
/// <param name="Azimuth">Degrees from north, eastward: 180 is south.</param>
public readonly record struct SunPosition(double Height, double Azimuth);
