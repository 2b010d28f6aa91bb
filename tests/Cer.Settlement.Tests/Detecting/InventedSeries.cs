using Cer.Domain.Codes;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Settlement.Tests.Detecting;

/// <summary>Series of invented plants and households, from 1 June 2026 of the Rome clock.</summary>
internal static class InventedSeries
{
    public const int Days = 14;
    public const int Count = 96 * Days;
    public const decimal PowerKw = 20m;

    public static readonly long First = Instant.FromUtc(2026, 5, 31, 22, 0).ToUnixTimeSeconds() / 900;
    public static readonly CalendarDays Calendar = new(First, Count);
    public static readonly ClearSky Sky = new(SitePlace.Of(MarketZone.Csud), First, Count);
    public static readonly SeriesFacts Plant = new(EnergyFlow.Injected, Voltage.Low, PowerKw, Sky);
    public static readonly SeriesFacts Home = new(EnergyFlow.Withdrawn, Voltage.Low, null, null);

    /// <summary>A household: 100 Wh a quarter, and some more by the time of the day and the day.</summary>
    public static QuarterSeries Household(Func<int, long>? amount = null)
    {
        var series = new QuarterSeries(First, Count);
        for (var i = 0; i < Count; i++)
        {
            series.Amounts[i] = amount?.Invoke(i) ?? 100_000 + (1_000 * (i % 7)) + (200 * (i % 96));
            series.IsMeasured[i] = series.IsDue[i] = true;
        }

        return series;
    }

    /// <summary>A plant under clouds: of the clear sky so many thousandths, quarter by quarter.</summary>
    public static QuarterSeries Roof(Func<int, int> thousandths) => Household(
        i => Sky.IsNight(i) ? 0 : Sky.Most(i, PowerKw) * thousandths(i) / 1000);

    public static IReadOnlyList<Doubt> Find(QuarterSeries series, SeriesFacts facts) =>
        new SeriesDetectors(Calendar).Find(series, facts);

    /// <summary>Takes quarters away.</summary>
    public static void Lose(QuarterSeries series, int from, int to)
    {
        for (var i = from; i < to; i++) (series.Amounts[i], series.IsMeasured[i]) = (QuarterSeries.None, false);
    }
}
