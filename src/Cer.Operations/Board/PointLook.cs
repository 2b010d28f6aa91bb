using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>Looks the points of a community over for a month.</summary>
internal sealed class PointLook
{
    /// <summary>The most findings of a point that are kept.</summary>
    private const int MostFindings = 200;

    private readonly MarketMonth _month;
    private readonly HourRates _rates;
    private readonly long _until;
    private readonly long _from;
    private readonly CalendarDays _days;
    private readonly SeriesDetectors _detectors;
    private readonly Dictionary<MarketZone, ClearSky> _skies = [];

    /// <param name="month">The month.</param>
    /// <param name="rates">What energy is worth.</param>
    /// <param name="until">What ends later is not due yet.</param>
    /// <param name="from">What starts earlier is no longer kept, and so is not missing; all is kept when null.</param>
    public PointLook(MarketMonth month, HourRates rates, Instant until, Instant? from = null)
    {
        (_month, _rates) = (month, rates);
        _until = until.ToUnixTimeSeconds() / 900;
        _from = from is { } kept ? kept.ToUnixTimeSeconds() / 900 : long.MinValue;
        _days = new(First, Count);
        _detectors = new(_days);
    }

    public long First => _month.FirstHour * 4;

    public int Count => _month.HourCount * 4;

    public PointBoard Look(PointFacts facts, PointSeries point)
    {
        var cells = new (int Due, int Known, int Unmeasured)[_days.Count];
        var (marks, findings) = (new List<SeriesMark>(), new List<BoardFinding>());
        foreach (var (key, series) in point.All)
        {
            Expect(facts, key, series);
            Tally(series, cells);
            marks.Add(Mark(key, series));
            findings.AddRange(_detectors.Find(series, Facts(facts, key)).Select(doubt => Found(key, doubt)));
        }

        var ranked = BoardOrder.Rank(findings);
        return new(
            facts.Point,
            cells,
            marks,
            [.. ranked.Take(MostFindings)],
            Math.Max(0, ranked.Count - MostFindings),
            point.Delays);
    }

    /// <summary>What is known of that which a series measures.</summary>
    public SeriesFacts Facts(PointFacts facts, SeriesKey key)
    {
        var unit = key.Unit == 0 ? null : facts.Units.FirstOrDefault(unit => unit.Number == key.Unit).Unit;
        if (unit is null || key.Flow == EnergyFlow.Withdrawn) return new(key.Flow, facts.Voltage, null, null);
        return new(
            key.Flow, facts.Voltage, unit.PowerKw, unit.Source == EnergySource.Photovoltaic ? Sky(unit.Zone) : null);
    }

    private ClearSky Sky(MarketZone zone)
    {
        if (!_skies.TryGetValue(zone, out var sky)) _skies[zone] = sky = new(SitePlace.Of(zone), First, Count);
        return sky;
    }

    /// <summary>Marks what is due: while the point belongs to the configuration, and of a unit from its first day.</summary>
    private void Expect(PointFacts facts, SeriesKey key, QuarterSeries series)
    {
        // A production meter that was never heard is none.
        if (key.Flow == EnergyFlow.Produced && !Array.Exists(series.Amounts, amount => amount >= 0)) return;
        var inService = key.Unit == 0 ? null : facts.Units.FirstOrDefault(unit => unit.Number == key.Unit).Unit?.InService;
        if (key.Unit != 0 && inService is null) return;
        var due = new bool[_days.Count];
        for (var day = 0; day < due.Length; day++)
            due[day] = facts.Covers(_days.Date(day)) && !(inService > _days.Date(day));
        for (var i = 0; i < series.Count; i++) series.IsDue[i] = due[_days.DayOf(i)] && First + i < _until && First + i >= _from;
    }

    private void Tally(QuarterSeries series, (int Due, int Known, int Unmeasured)[] cells)
    {
        for (var i = 0; i < series.Count; i++)
        {
            if (!series.IsDue[i]) continue;
            ref var cell = ref cells[_days.DayOf(i)];
            cell.Due++;
            if (!series.IsKnown(i)) continue;
            cell.Known++;
            if (!series.IsMeasured[i]) cell.Unmeasured++;
        }
    }

    private SeriesMark Mark(SeriesKey key, QuarterSeries series)
    {
        var begin = Array.IndexOf(series.IsDue, true);
        if (begin < 0) return new(key, null, null, null);
        var hole = begin;
        while (hole < series.Count && !(series.IsDue[hole] && !series.IsKnown(hole))) hole++;
        var last = Array.FindLastIndex(series.Amounts, amount => amount >= 0);
        var whole = hole < series.Count ? hole : last + 1;
        return new(
            key,
            whole > begin ? At(whole) : null,
            hole < series.Count ? At(hole) : null,
            last < 0 ? null : At(last + 1));
    }

    private BoardFinding Found(SeriesKey key, Doubt doubt)
    {
        decimal? eur = doubt.Amounts is null ? null : 0m;
        for (var i = 0; i < doubt.Amounts?.Count && eur is not null; i++)
            eur += _rates.Worth(key.Flow, key.Unit, doubt.From + i, doubt.Amounts[i]);
        return new(key, doubt.Kind, At(doubt.From), At(doubt.To), doubt.Amount, eur is { } known ? decimal.Round(known, 2) : null);
    }

    private Instant At(int quarter) => Instant.FromUnixTimeSeconds((First + quarter) * 900);
}
