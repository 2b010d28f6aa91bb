using Cer.Domain.Codes;
using Cer.Settlement.Months;

namespace Cer.Settlement.Sharing;

/// <summary>The shared energy that never left a group's building: what spares it grid levels and losses.</summary>
/// <remarks>
/// Source: TIAD, art. 1 (energy self-consumed up to a voltage); ARERA DCO 390/2022, 4.60-4.62; Regole Operative pp. 41-42.
/// Only for groups (GAC), and only for BTAU and losses: the TIP goes by age like everyone's.
/// </remarks>
public static class BuildingSplit
{
    private static readonly Voltage[] LowestFirst = [Voltage.Low, Voltage.Medium];

    /// <summary>Deals the shared energy of each hour to the units inside: up to the withdrawals at their voltage or below.</summary>
    /// <param name="units">The units by age.</param>
    /// <param name="totals">The hours of the group; its low-voltage withdrawals are filled in.</param>
    public static void Deal(IReadOnlyList<UnitHours> units, HourTotals totals)
    {
        var left = totals.Shared.ToArray();
        var within = totals.LowVoltageWithdrawn.ToArray();
        foreach (var voltage in LowestFirst)
        {
            foreach (var unit in units)
                if (unit.Unit.InsideBuilding && unit.Unit.Voltage == voltage) unit.Split = Take(unit.Injected, left, within);

            // What is left of the shared energy is never more than what is left of all withdrawals.
            left.CopyTo(within, 0);
        }
    }

    private static long[] Take(long[] injected, long[] left, long[] within)
    {
        var part = new long[injected.Length];
        for (var hour = 0; hour < part.Length; hour++)
        {
            part[hour] = Math.Min(injected[hour], Math.Min(left[hour], within[hour]));
            left[hour] -= part[hour];
            within[hour] -= part[hour];
        }

        return part;
    }
}
