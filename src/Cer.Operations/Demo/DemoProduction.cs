using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>A quarter of a roof as the device at its production meter tells it, in watt-hours.</summary>
internal readonly record struct DemoProduction(DemoPoint Point, Instant Start, long ProducedWh, long TotalWh);
