using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A user device and the meter it listens to.</summary>
/// <param name="Id">Id as the device writes it, such as c2g-0A1B2C3D4.</param>
/// <param name="Pod">The point.</param>
/// <param name="Meter">Which meter of the point.</param>
/// <param name="Unit">The production unit it measures, where the point has several.</param>
public sealed record Device(string Id, Pod Pod, MeterRole Meter = MeterRole.Exchange, string? Unit = null)
{
    /// <summary>Since when it is retired: nothing that it says counts; null when it is in service.</summary>
    public Instant? RetiredAt { get; init; }
}
