namespace Cer.Domain.Metering;

/// <summary>Which meter of a point speaks: M1 at the exchange with the grid, M2 behind it at the generator.</summary>
/// <remarks>Only M1 enters a settlement: Regole Operative p. 43.</remarks>
public enum MeterRole
{
    Exchange = 1,
    Production = 2,
}
