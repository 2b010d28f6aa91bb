using Cer.Domain;

namespace Cer.Settlement.Forecasting;

/// <summary>The hours in which most is left over.</summary>
public static class BestHours
{
    public const int Most = 3;

    /// <summary>Less than a tenth of a kWh of the whole community is worth nobody's while.</summary>
    public static readonly Energy Least = Energy.FromMicroKilowattHours(Energy.Micro / 10);

    /// <summary>At most three, by time; of equal ones the earlier.</summary>
    public static IReadOnlyList<SurplusHour> Of(IEnumerable<SurplusHour> hours) =>
    [
        .. hours.Where(one => one.Surplus >= Least)
            .OrderByDescending(one => one.Surplus).ThenBy(one => one.Hour.Start)
            .Take(Most)
            .OrderBy(one => one.Hour.Start),
    ];
}
