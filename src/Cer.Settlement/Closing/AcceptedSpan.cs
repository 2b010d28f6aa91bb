using Cer.Domain.Codes;

namespace Cer.Settlement.Closing;

/// <summary>Hours of a point, or of one of its series, about which a person decided.</summary>
/// <param name="Pod">Code of the point.</param>
/// <param name="AllSeries">The point with all its series.</param>
/// <param name="Unit">Of one series: the unit that injects, or null for what the point withdraws.</param>
/// <param name="From">First hour, since the Unix epoch.</param>
/// <param name="To">The hour after the last.</param>
/// <param name="Kind">The decision.</param>
public sealed record AcceptedSpan(string Pod, bool AllSeries, string? Unit, long From, long To, AcceptanceKind Kind)
{
    /// <summary>Whether the decision is about such an hour.</summary>
    /// <remarks>
    /// What is missing can only be left out; what was entered or estimated counts, so it is never left out. Zeros that were
    /// entered stand as calculated.
    /// </remarks>
    public bool Covers(string pod, string? unit, long hour, HourNeed need) =>
        Pod == pod && (AllSeries || Unit == unit) && From <= hour && hour < To
        && need switch
        {
            HourNeed.Missing => Kind == AcceptanceKind.Excluded,
            HourNeed.Estimated => Kind == AcceptanceKind.Estimated,
            _ => Kind is AcceptanceKind.Estimated or AcceptanceKind.Zeroed,
        };
}
