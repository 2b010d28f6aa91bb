using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>The serial of the meter that a device named last.</summary>
/// <param name="Pod">The point that the device was registered with by then.</param>
/// <param name="Meter">Which of its meters.</param>
/// <param name="Unit">The unit, as the store has it; null for the point itself.</param>
/// <param name="Serial">The serial: never to be logged.</param>
/// <param name="Since">Start of the first quarter that was told with it.</param>
public sealed record KnownSerial(Pod Pod, MeterRole Meter, string? Unit, string Serial, Instant Since);
