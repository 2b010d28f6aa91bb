using NodaTime;

namespace Cer.Settlement.Watching;

/// <summary>A unit that made less than the sun lets one expect.</summary>
/// <param name="Unit">Place of the unit in what was looked at.</param>
/// <param name="Since">The first of the days on which it did.</param>
/// <param name="Made">Micro-kWh in all days looked at that are known.</param>
/// <param name="Expected">Micro-kWh that were to be expected in them.</param>
public sealed record WeakSpan(int Unit, LocalDate Since, long Made, long Expected);
