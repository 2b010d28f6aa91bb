using Cer.Exchange.UrbanDatasets;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Powers (micro-kW) and reactive energies (micro-kvarh) of a quarter.</summary>
public sealed record DevicePower(Instant Start, SideValues Values);
