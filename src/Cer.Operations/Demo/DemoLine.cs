using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>A quarter of a point as its device tells it, in watt-hours; a total that it does not tell is null.</summary>
internal readonly record struct DemoLine(
    DemoPoint Point, Instant Start, long WithdrawnWh, long InjectedWh, long? WithdrawnTotalWh, long? InjectedTotalWh);
