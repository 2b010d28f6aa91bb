using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Viewing.Months;

/// <summary>A settled month with its days, units, members, funds, warnings and gaps.</summary>
internal sealed record MonthDetailView : MonthRowView
{
    private MonthDetailView(MonthPage page, int documents)
        : base(page.Month, documents)
    {
        PreviousYear = page.PreviousYear is { } before ? Before.Of(before.Settled) : null;
        Days = [.. page.Days.Select(DayView.Of)];
        Plants = [.. page.Kept.Units.Select(unit => PlantRow.Of(unit, page))];
        Members = [.. page.Kept.Members.Take(Answer.MostRows).Select(member => MemberRow.Of(member, page))];
        Funds = [.. page.Kept.Funds.Select(FundRow.Of)];
        Warnings = [.. page.Kept.Warnings.Take(Answer.MostRows).Select(PodMask.Of)];
        Gaps = [.. page.Gaps.Take(Answer.MostRows).Select(GapRow.Of)];
        RowsLeftOut = Math.Max(0, page.Kept.Members.Count - Answer.MostRows)
            + Math.Max(0, page.Gaps.Count - Answer.MostRows)
            + Math.Max(0, page.Kept.Warnings.Count - Answer.MostRows);
    }

    public Before? PreviousYear { get; }

    public DayView[] Days { get; }

    public PlantRow[] Plants { get; }

    public MemberRow[] Members { get; }

    public FundRow[] Funds { get; }

    public string[] Warnings { get; }

    public GapRow[] Gaps { get; }

    /// <summary>Members, warnings and gaps beyond the most rows of each.</summary>
    public int RowsLeftOut { get; }

    public static MonthDetailView Of(MonthPage page, int documents) => new(page, documents);

    /// <summary>The same month of the year before.</summary>
    internal sealed record Before(
        decimal InjectedKwh, decimal WithdrawnKwh, decimal SharedKwh, decimal? TipEur, decimal? CacEur)
    {
        public static Before Of(SettledMonth month) => new(
            month.Injected.KilowattHours,
            month.Withdrawn.KilowattHours,
            month.Shared.KilowattHours,
            month.Tip?.Eur,
            month.Cac?.Eur);
    }
}
