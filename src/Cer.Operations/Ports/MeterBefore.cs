using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Asks for what a meter showed in intervals that start before an instant.</summary>
public readonly record struct MeterBefore(Pod Pod, MeterRole Meter, Instant Before);
