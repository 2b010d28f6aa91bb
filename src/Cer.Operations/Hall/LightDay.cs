using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>A day of street lights, micro-kWh.</summary>
/// <param name="Day">The day.</param>
/// <param name="Sun">What was taken in hours in which the sun is up all along.</param>
/// <param name="Dark">What was taken in the others.</param>
/// <param name="LitHours">In how many hours of sun they burned.</param>
public sealed record LightDay(LocalDate Day, long Sun, long Dark, int LitHours)
{
    /// <summary>For one hour somebody may have tried them.</summary>
    public bool IsLit => LitHours >= LightFigures.HoursOfTrial;
}
