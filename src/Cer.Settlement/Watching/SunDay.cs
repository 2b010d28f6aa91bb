using NodaTime;

namespace Cer.Settlement.Watching;

/// <summary>What a unit made on a day, and the most that a clear sky would have given it.</summary>
/// <param name="Day">The day, in Rome.</param>
/// <param name="Made">Micro-kWh; null when an hour of the day is not known.</param>
/// <param name="Most">Micro-kWh under a clear sky.</param>
public readonly record struct SunDay(LocalDate Day, long? Made, long Most)
{
    /// <summary>Which part of the clear sky's energy was made; null when nobody can tell.</summary>
    public decimal? Share => Made is { } made && Most > 0 ? made / (decimal)Most : null;
}
