using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>An hour of a point of the municipality, micro-kWh.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="Withdrawn">What was taken from the grid.</param>
/// <param name="Self">What was made there and used at once; null while that is not known.</param>
/// <param name="Peak">Micro-kW of the greatest quarter hour; null when only the hour is known.</param>
public readonly record struct PointHour(Instant Start, long Withdrawn, long? Self, long? Peak);
