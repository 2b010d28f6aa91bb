using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>What a kWh from the grid is taken to emit, from a day on.</summary>
/// <param name="Revision">Its number: of equal first days the highest stands.</param>
/// <param name="From">First day.</param>
/// <param name="KgPerKwh">Kilograms of CO2 for a kWh.</param>
/// <param name="Source">Where the number is from.</param>
/// <param name="Author">Who declared it.</param>
/// <param name="At">When.</param>
public sealed record Co2Factor(int Revision, LocalDate From, decimal KgPerKwh, string Source, string Author, Instant At)
{
    /// <summary>What holds before the first that was declared: ISPRA, report 386/2023, as RECON has it.</summary>
    public const decimal Usual = 0.2679m;
}
