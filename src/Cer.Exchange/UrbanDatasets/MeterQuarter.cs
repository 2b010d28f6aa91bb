using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>A quarter of an hour of one meter.</summary>
public readonly record struct MeterQuarter(MeterKey Meter, Instant Start);
