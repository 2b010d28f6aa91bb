using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>An hour of one member; null when none of its points counted.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="Withdrawn">Energy taken from the grid.</param>
/// <param name="Injected">Energy given to it.</param>
/// <param name="Shared">Its part of what the community shared.</param>
/// <param name="Missing">Its points left out of the hour.</param>
public sealed record MemberHourFacts(MarketHour Hour, Energy? Withdrawn, Energy? Injected, Energy? Shared, int Missing)
{
    /// <summary>The days of a member's hours, in order: unknown when every hour of one is.</summary>
    public static IReadOnlyList<DayFacts> Days(IEnumerable<MemberHourFacts> hours) =>
        [.. hours.GroupBy(hour => hour.Hour.Day).Select(day => Sum(day.Key, [.. day]))];

    private static DayFacts Sum(LocalDate day, MemberHourFacts[] hours) => new(
        day,
        hours.Length,
        null,
        Sum(hours, hour => hour.Injected),
        Sum(hours, hour => hour.Withdrawn),
        Sum(hours, hour => hour.Shared),
        hours.Sum(hour => hour.Missing));

    private static Energy? Sum(MemberHourFacts[] hours, Func<MemberHourFacts, Energy?> amount) =>
        hours.All(hour => amount(hour) is null)
            ? null
            : hours.Aggregate(Energy.Zero, (sum, hour) => sum + (amount(hour) ?? Energy.Zero));
}
