using NodaTime;

namespace Cer.Settlement.Watching;

/// <summary>What a community gave to the grid on a day, and how much of it its points took in the same hours.</summary>
/// <param name="Day">The day, in Rome.</param>
/// <param name="Given">Micro-kWh, of hours that are known in full.</param>
/// <param name="Shared">Micro-kWh taken in the same hours: the smaller of the two, hour by hour.</param>
public readonly record struct SharedDay(LocalDate Day, long Given, long Shared);
