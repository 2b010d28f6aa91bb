using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;

namespace Cer.Operations.Ports;

/// <summary>A swap of a meter, as the intake needs it.</summary>
/// <param name="Pod">The point.</param>
/// <param name="Meter">Which of its meters.</param>
/// <param name="Swap">When, and the new one's first totals.</param>
/// <param name="Unit">The unit that the meter measures; null where none was named.</param>
public sealed record KeptSwap(Pod Pod, MeterRole Meter, MeterSwap Swap, string? Unit = null);
