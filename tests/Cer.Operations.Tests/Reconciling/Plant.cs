using Cer.Operations.Reconciling;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>The discrepancy that is planted in each month of the year; each kind once.</summary>
internal static class Plant
{
    public static IReadOnlyDictionary<int, CauseKind> Year { get; } = new Dictionary<int, CauseKind>
    {
        [1] = CauseKind.MissingPod,
        [2] = CauseKind.ProfiledPod,
        [3] = CauseKind.MembershipDate,
        [4] = CauseKind.PriceZone,
        [5] = CauseKind.PowerBracket,
        [6] = CauseKind.ExemptionShare,
        [7] = CauseKind.FeeNetting,
        [8] = CauseKind.MinimumPayout,
        [9] = CauseKind.Recalculation,
        [10] = CauseKind.Rounding,
        [11] = CauseKind.AdvanceNotRecovered,
        [12] = CauseKind.LateData,
    };
}
