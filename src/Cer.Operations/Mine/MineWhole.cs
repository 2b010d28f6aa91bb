using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>A member's energy inside the whole, over a day or a month.</summary>
/// <param name="State">Whether the community can be told, and why not.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
/// <param name="Community">The hours of the community of which something is known.</param>
/// <param name="Own">Those of the member.</param>
/// <param name="Due">How many hours of the span are over.</param>
public sealed record MineWhole(
    CommunityState State,
    LocalDate First,
    LocalDate Last,
    IReadOnlyList<CommunityHour> Community,
    IReadOnlyList<OwnHour> Own,
    int Due)
{
    private readonly HashSet<Instant> _told = [.. Community.Select(hour => hour.Hour.Start)];

    public Energy Injected => Sum(Community.Select(hour => hour.Injected));

    public Energy Withdrawn => Sum(Community.Select(hour => hour.Withdrawn));

    public Energy Shared => Sum(Community.Select(hour => hour.Shared));

    /// <summary>The member's part of what was shared in the hours of <see cref="Community" />; null when none is known.</summary>
    public Energy? OwnShared => SumOrNone(Own.Where(IsTold).Select(hour => hour.Shared));

    /// <summary>Its part in the hours of which the community cannot be told: of no total that is shown.</summary>
    public Energy? OwnSharedElsewhere => SumOrNone(Own.Where(hour => !IsTold(hour)).Select(hour => hour.Shared));

    public Energy? OwnWithdrawn => SumOrNone(Own.Select(hour => hour.Withdrawn));

    public Energy? OwnInjected => SumOrNone(Own.Select(hour => hour.Injected));

    /// <summary>Whether an hour of the member is one of which the community can be told too.</summary>
    public bool IsTold(OwnHour own) => _told.Contains(own.Hour.Start);

    private static Energy Sum(IEnumerable<Energy> amounts) => amounts.Aggregate(Energy.Zero, (sum, one) => sum + one);

    private static Energy? SumOrNone(IEnumerable<Energy?> amounts)
    {
        Energy[] known = [.. amounts.OfType<Energy>()];
        return known.Length == 0 ? null : Sum(known);
    }
}
