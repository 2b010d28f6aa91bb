using Cer.Domain;
using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>What a month is held against: GSE's statements, the bank, and what is expected of its money.</summary>
public sealed record MonthGround
{
    public required MarketMonth Month { get; init; }

    /// <summary>Advance and balance as computed here; null when no unit is active in it.</summary>
    public required MonthBalance? Balance { get; init; }

    /// <summary>GSE's fees for the year of the month.</summary>
    public IReadOnlyList<FeeCharge> Fees { get; init; } = [];

    public required AdvisedMonth Advised { get; init; }

    public required IReadOnlyList<ReceivedAmount> Received { get; init; }

    /// <summary>Recalculations by GSE that were taken: what they moved is accounted.</summary>
    public IReadOnlyList<TakenRecalculation> Recalculated { get; init; } = [];

    /// <summary>The day in Rome: what is not due yet is not missing.</summary>
    public required LocalDate Today { get; init; }

    public Tolerances Tolerances { get; init; } = Tolerances.Default;
}
