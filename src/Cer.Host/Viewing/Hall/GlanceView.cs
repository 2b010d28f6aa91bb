using Cer.Operations.Hall;
using NodaTime.Text;

namespace Cer.Host.Viewing.Hall;

/// <summary>A month in three numbers, as JSON; null is not known.</summary>
internal sealed record GlanceView(
    string Month,
    string? Until,
    int Hours,
    int HoursDue,
    decimal? CompletenessPercent,
    bool Closed,
    GlanceView.Figures Now,
    GlanceView.Figures? LastMonth,
    GlanceView.Figures? LastYear)
{
    public static GlanceView Of(Glance glance) => new(
        YearMonthPattern.Iso.Format(glance.Month),
        glance.Until is { } until ? HourView.Text(until) : null,
        glance.Totals.Hours,
        glance.HoursDue,
        glance.Totals.PointsExpected == 0
            ? null
            : Math.Floor(100m * glance.Totals.Points / glance.Totals.PointsExpected),
        glance.Totals.Closed,
        Figures.Of(glance.Totals),
        Figures.OfKnown(glance.LastMonth),
        Figures.OfKnown(glance.LastYear));

    internal sealed record Figures(
        decimal? SharedKwh, decimal? InjectedKwh, decimal? ShareOfInjected, decimal? Eur, decimal? TipEur, decimal? CacEur,
        int ValuedHours)
    {
        public static Figures Of(GlanceTotals totals) => new(
            totals.Shared?.KilowattHours,
            totals.Injected?.KilowattHours,
            totals.Share is { } share ? Math.Round(share, 4, MidpointRounding.AwayFromZero) : null,
            Cents(totals.Eur),
            Cents(totals.TipEur),
            Cents(totals.CacEur),
            totals.TipHours);

        public static Figures? OfKnown(GlanceTotals? totals) => totals is null ? null : Of(totals);

        private static decimal? Cents(decimal? eur) =>
            eur is { } known ? Math.Round(known, 2, MidpointRounding.AwayFromZero) : null;
    }
}
