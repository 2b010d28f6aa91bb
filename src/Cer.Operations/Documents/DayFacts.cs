using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>A market day (Europe/Rome) in sums; null is not known.</summary>
/// <param name="Day">The day.</param>
/// <param name="Hours">How many hours it has: 23, 24 or 25.</param>
/// <param name="Produced">What the generators made.</param>
/// <param name="Injected">Energy given to the grid.</param>
/// <param name="Withdrawn">Energy taken from it.</param>
/// <param name="Shared">Energy shared.</param>
/// <param name="Missing">Hours of points that were left out.</param>
public sealed record DayFacts(
    LocalDate Day, int Hours, Energy? Produced, Energy? Injected, Energy? Withdrawn, Energy? Shared, int Missing)
{
    /// <summary>The days of a community's hours, in order.</summary>
    public static IReadOnlyList<DayFacts> Of(IEnumerable<HourFacts> hours) => [.. hours.GroupBy(hour => hour.Hour.Day)
        .Select(day => new DayFacts(
            day.Key,
            day.Count(),
            day.Any(hour => hour.Produced is null) ? null : Sum(day, hour => hour.Produced!.Value),
            Sum(day, hour => hour.Injected),
            Sum(day, hour => hour.Withdrawn),
            Sum(day, hour => hour.Shared),
            day.Sum(hour => hour.Missing)))];

    private static Energy Sum(IEnumerable<HourFacts> hours, Func<HourFacts, Energy> amount) =>
        hours.Aggregate(Energy.Zero, (sum, hour) => sum + amount(hour));
}
