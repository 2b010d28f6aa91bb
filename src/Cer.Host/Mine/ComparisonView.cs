using Cer.Domain;
using Cer.Operations.Mine;
using NodaTime.Text;

namespace Cer.Host.Mine;

/// <summary>A month of the member beside others, in kWh; null is not known, or not told.</summary>
internal sealed record ComparisonView(
    string? Month,
    string? BeforeMonth,
    ComparisonView.MonthView? Own,
    ComparisonView.MonthView? Before,
    ComparisonView.PeersView? Peers)
{
    public static ComparisonView Of(MineComparison told) => new(
        told.Month is { } month ? YearMonthPattern.Iso.Format(month) : null,
        told.Month is { } of ? YearMonthPattern.Iso.Format(of.PlusMonths(-12)) : null,
        MonthView.Of(told.Own, null),
        MonthView.Of(told.Before, Change(told.Own?.Withdrawn, told.Before?.Withdrawn)),
        told.Peers is { } peers
            ? new(
                peers.Households,
                peers.Withdrawn.KilowattHours,
                peers.Shared.KilowattHours,
                Change(told.Own?.Withdrawn, peers.Withdrawn))
            : null);

    /// <summary>By how many per cent the one is more than the other; null where nothing can be compared.</summary>
    private static decimal? Change(Energy? own, Energy? other) => own is { } mine && other is { } theirs && theirs > Energy.Zero
        ? Math.Round(
            ((mine.KilowattHours / theirs.KilowattHours) - 1) * 100, 0, MidpointRounding.AwayFromZero)
        : null;

    /// <param name="Month">Which month.</param>
    /// <param name="Status">final, provisional or partial.</param>
    /// <param name="WithdrawnKwh">What the member took.</param>
    /// <param name="SharedKwh">Its part of what was shared.</param>
    /// <param name="ChangePercent">By how much the member's own month is more than this one.</param>
    internal sealed record MonthView(
        string Month, string Status, decimal WithdrawnKwh, decimal SharedKwh, decimal? ChangePercent)
    {
        public static MonthView? Of(MineMonth? month, decimal? change) => month is null
            ? null
            : new(
                YearMonthPattern.Iso.Format(month.Month),
                month.Status,
                month.Withdrawn.KilowattHours,
                month.Shared.KilowattHours,
                change);
    }

    internal sealed record PeersView(int Households, decimal WithdrawnKwh, decimal SharedKwh, decimal? ChangePercent);
}
