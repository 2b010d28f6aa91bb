using Cer.Operations.Reconciling;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>A cause as another hand plants it.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Point">The point, where it is of one.</param>
/// <param name="Plants">How it computes otherwise.</param>
internal sealed record PlantedCause(CauseKind Kind, string? Point, Action<OtherHand> Plants)
{
    public bool OtherPrices { get; private init; }

    public bool ExemptsNobody { get; private init; }

    public bool RoundsHours { get; private init; }

    public static PlantedCause Zone { get; } = new(CauseKind.PriceZone, null, _ => { }) { OtherPrices = true };

    public static PlantedCause NobodyExempt { get; } = new(CauseKind.ExemptionShare, null, _ => { }) { ExemptsNobody = true };

    public static PlantedCause CentsByTheHour { get; } = new(CauseKind.Rounding, null, _ => { }) { RoundsHours = true };

    public static PlantedCause Missing(string pod) => new(CauseKind.MissingPod, pod, hand => hand.CountedFrom[pod] = null);

    public static PlantedCause From(string pod, int day) => new(
        CauseKind.MembershipDate, pod, hand => hand.CountedFrom[pod] = new(TownHours.Year, hand.Month, day));

    public static PlantedCause Bracket(string unit, decimal least, decimal cap) => new(
        CauseKind.PowerBracket, null, hand => hand.Bracket[unit] = (least, cap));

    /// <summary>The correction of Nord, 10 EUR/MWh, where that of Centro is 4: six more on the fixed part and on the cap.</summary>
    public static PlantedCause Correction(string unit) => new(
        CauseKind.AreaCorrection, null, hand => hand.Bracket[unit] = (86, 126));

    public static PlantedCause Profile(string pod) => new(
        CauseKind.ProfiledPod, pod, hand => hand.OtherWithdrawn[pod] = PlantedYear.Bands(hand, pod));

    /// <summary>Other measures: so many per cent of ours.</summary>
    public static PlantedCause Scaled(string pod, int percent) => new(
        CauseKind.Recalculation,
        pod,
        hand => hand.OtherWithdrawn[pod] =
            [.. TownHours.Instance.Withdrawn[pod][hand.From..hand.To].Select(micro => micro * percent / 100)]);

    /// <summary>A month computed with causes in it.</summary>
    public static OtherHand Hand(int month, params PlantedCause[] causes)
    {
        var hand = new OtherHand(month)
        {
            Prices = causes.Any(one => one.OtherPrices) ? TownHours.Instance.Csud : TownHours.Instance.Cnor,
            NobodyExempt = causes.Any(one => one.ExemptsNobody),
            CentsByTheHour = causes.Any(one => one.RoundsHours),
        };
        foreach (var cause in causes) cause.Plants(hand);
        return hand.Compute();
    }
}
