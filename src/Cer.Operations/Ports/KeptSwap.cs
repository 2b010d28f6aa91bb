using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;

namespace Cer.Operations.Ports;

/// <summary>A swap of a meter, as the intake needs it.</summary>
public sealed record KeptSwap(Pod Pod, MeterRole Meter, MeterSwap Swap);
