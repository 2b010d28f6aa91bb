using Cer.Domain.Metering;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>What a series lacks of a market day.</summary>
/// <param name="Point">The store's number of the point; its POD is nobody's business here.</param>
/// <param name="Meter">Which of its meters.</param>
/// <param name="Unit">The store's number of the production unit; 0 for the point itself.</param>
/// <param name="Day">The day (Europe/Rome).</param>
/// <param name="Missing">Quarter hours without a reading.</param>
/// <param name="Expected">Quarter hours that should be there: 92, 96 or 100, less on the first day and the last.</param>
public sealed record Gap(int Point, MeterRole Meter, int Unit, LocalDate Day, int Missing, int Expected)
{
    /// <summary>Which direction readings came without; null where no reading came.</summary>
    public EnergyFlow? Flow { get; init; }
}
