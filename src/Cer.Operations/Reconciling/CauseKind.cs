namespace Cer.Operations.Reconciling;

/// <summary>Why two figures may differ; the order decides between causes that explain equally much.</summary>
public enum CauseKind
{
    /// <summary>Readings or corrections that came after the month was closed.</summary>
    LateData,

    /// <summary>Units that the statement names by codes that the community does not have.</summary>
    UnitCode,

    /// <summary>A point that one side does not count.</summary>
    MissingPod,

    /// <summary>A point that GSE counts and the community never had, or has no longer.</summary>
    OtherPod,

    /// <summary>A point that one side counts from, or to, another day.</summary>
    MembershipDate,

    /// <summary>A point whose hours GSE made by a profile.</summary>
    ProfiledPod,

    /// <summary>The tariff at the price of another zone.</summary>
    PriceZone,

    /// <summary>The tariff in another bracket of power.</summary>
    PowerBracket,

    /// <summary>The correction of the tariff for another area: 0, 4 or 10 EUR/MWh.</summary>
    AreaCorrection,

    /// <summary>Whose withdrawals F spares, and how.</summary>
    ExemptionShare,

    /// <summary>Cents by the hour or the day instead of the month.</summary>
    Rounding,

    /// <summary>GSE's invoice taken out of a payment.</summary>
    FeeNetting,

    /// <summary>Below the least amount that is paid.</summary>
    MinimumPayout,

    /// <summary>An advance that was not taken back.</summary>
    AdvanceNotRecovered,

    /// <summary>GSE computed the month again.</summary>
    Recalculation,

    /// <summary>Paid in full, after the payment day.</summary>
    LatePayment,
}
