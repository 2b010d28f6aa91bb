using NodaTime;

namespace Cer.Settlement.Watching;

/// <summary>What a point took from the grid on a day.</summary>
/// <param name="Day">The day, in Rome.</param>
/// <param name="Used">Micro-kWh; null when an hour of the day is not known.</param>
public readonly record struct UseDay(LocalDate Day, long? Used);
