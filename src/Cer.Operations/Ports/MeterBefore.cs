using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Asks for what a meter showed in intervals that start before an instant.</summary>
/// <param name="Pod">The point.</param>
/// <param name="Meter">Which of its meters.</param>
/// <param name="Before">The instant.</param>
/// <param name="Unit">The unit that the meter measures; null where the point has one at most.</param>
public readonly record struct MeterBefore(Pod Pod, MeterRole Meter, Instant Before, string? Unit = null);
