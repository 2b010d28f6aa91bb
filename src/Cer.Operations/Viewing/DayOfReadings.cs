using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Operations.Periods;
using Cer.Operations.Settling;
using Cer.Settlement.Months;
using Cer.Settlement.Sharing;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>A market day made from its readings: as it stands while it runs, as a settlement counts it when it is over.</summary>
internal sealed class DayOfReadings
{
    private readonly EnergyCommunity _community;
    private readonly LocalDate _day;
    private readonly Production _production;
    private readonly MarketHour[] _hours;
    private readonly HashSet<int> _points;
    private readonly int[] _units;
    private readonly int[] _withdrawn;
    private readonly int[] _injected;
    private readonly Quality?[] _qualities;

    public DayOfReadings(EnergyCommunity community, LocalDate day, Production production)
    {
        (_community, _day, _production) = (community, day, production);
        Grid = new(community);
        _hours = [.. MarketHour.Of(day)];
        FirstHour = MarketMonth.HourOf(day);
        _points = community.Pods.Where(pod => pod.Covers(day)).Select(pod => Grid.PodIndex(pod.Pod)).ToHashSet();
        _units = [.. Enumerable.Range(0, Grid.Units.Count).Where(
            unit => Grid.Units[unit].InService <= day && _points.Contains(Grid.PodIndex(Grid.Units[unit].Pod)))];
        (_withdrawn, _injected) = (new int[_hours.Length], new int[_hours.Length]);
        _qualities = new Quality?[_hours.Length];
    }

    public ReadingGrid Grid { get; }

    /// <summary>The first hour, since the Unix epoch.</summary>
    public long FirstHour { get; }

    public int HourCount => _hours.Length;

    /// <summary>How many units should give, and how many of them have a production meter that was heard.</summary>
    public (int Units, int Metered) Production => (_units.Length, _units.Count(_production.Metered.Contains));

    /// <summary>Takes a row of the exchange meters in; one of another day is not for it.</summary>
    public void Add(CleanReading row)
    {
        var place = (int)((row.Quarter >> 2) - FirstHour);
        if (place < 0 || place >= _hours.Length || !_points.Contains(row.Pod)) return;
        var injected = Array.IndexOf(_units, row.Unit) >= 0 ? row.Injected : -1;
        if (Grid.Add(row.Pod, row.Unit, row.Quarter, row.Minutes, injected, row.Withdrawn) != RowVerdict.Accepted) return;
        if (row.Withdrawn >= 0) _withdrawn[place] += row.Minutes / 15;
        if (injected >= 0) _injected[place] += row.Minutes / 15;
        if (!(_qualities[place] >= row.Quality)) _qualities[place] = row.Quality;
    }

    /// <summary>The hours with what has arrived: a point counts with the quarters that are in.</summary>
    /// <param name="over">How many quarters since the Unix epoch are over.</param>
    public IReadOnlyList<HourFigures> Running(long over)
    {
        var month = MarketMonth.Of(_day);
        var place = (int)(FirstHour - month.FirstHour);
        var (injected, withdrawn, shared) = (new long[_hours.Length], new long[_hours.Length], new long[_hours.Length]);
        foreach (var pod in _points)
        {
            if (Grid.Find(month, pod) is not { } point) continue;
            SharedEnergy.AddTo(point.Withdrawn.Amounts.Slice(place, _hours.Length), withdrawn);
            foreach (var series in point.Injected) SharedEnergy.AddTo(series.Amounts.Slice(place, _hours.Length), injected);
        }

        SharedEnergy.PerHour(injected, withdrawn, shared);
        return Hours(hour => Figures(
            hour,
            (injected[hour], withdrawn[hour], shared[hour]),
            _injected[hour] > 0,
            _withdrawn[hour] > 0,
            unit => SoFar(hour, unit)) with
        {
            Known = _withdrawn[hour] + _injected[hour],
            Expected = (int)Math.Clamp(over - (4 * (FirstHour + hour)), 0, 4) * (_points.Count + _units.Length),
        });
    }

    /// <summary>The hours as a settlement of the day counts them.</summary>
    public IReadOnlyList<HourFigures> Over(MonthSettlement settled)
    {
        var place = (int)(FirstHour - settled.Month.FirstHour);
        return Hours(hour =>
        {
            var at = place + hour;
            var counted = _points.Count - (settled.MissingPods[at]?.Count ?? 0);
            var given = settled.UnitHours.Any(unit => unit.Counted[at]);
            return Figures(
                hour,
                (settled.Hours.Injected[at], settled.Hours.Withdrawn[at], settled.Hours.Shared[at]),
                given,
                counted > 0,
                unit => Whole(hour, unit)) with
            {
                Known = counted,
                Expected = _points.Count,
            };
        });
    }

    private HourFigures[] Hours(Func<int, HourFigures> make) => [.. Enumerable.Range(0, _hours.Length).Select(make)];

    private HourFigures Figures(
        int hour,
        (long Injected, long Withdrawn, long Shared) sums,
        bool given,
        bool taken,
        Func<int, UnitFigures> unitOf)
    {
        UnitFigures[] units = [.. _units.Select(unitOf)];
        return new(_hours[hour])
        {
            Produced = EnergyTotals.Sum(units.Select(unit => unit.Produced)),
            Self = EnergyTotals.Sum(units.Select(unit => unit.Self)),
            Injected = given ? Energy.FromMicroKilowattHours(sums.Injected) : null,
            Withdrawn = taken ? Energy.FromMicroKilowattHours(sums.Withdrawn) : null,
            Shared = given && taken ? Energy.FromMicroKilowattHours(sums.Shared) : null,
            Quality = _qualities[hour],
        };
    }

    private UnitFigures SoFar(int hour, int unit) => new(
        _production.SoFar(unit, FirstHour + hour),
        _injected[hour] > 0 ? Injection(hour, unit, whole: false) : null);

    private UnitFigures Whole(int hour, int unit) =>
        new(_production.Whole(unit, FirstHour + hour), Injection(hour, unit, whole: true));

    private Energy? Injection(int hour, int unit, bool whole)
    {
        var month = MarketMonth.Of(_day);
        var pod = Grid.PodIndex(Grid.Units[unit].Pod);
        if (Grid.Find(month, pod) is not { } point) return null;
        var series = point.Injected[Grid.UnitsOf(pod).IndexOf(unit)];
        var place = (int)(FirstHour - month.FirstHour) + hour;
        return !whole || series.FirstGap(place, place + 1) > place
            ? Energy.FromMicroKilowattHours(series.Amounts[place])
            : null;
    }
}
