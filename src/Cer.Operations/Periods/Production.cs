using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;

namespace Cer.Operations.Periods;

/// <summary>What production meters (M2) told: by unit and hour. It enters no settlement: Regole Operative p. 43.</summary>
/// <remarks>What no unit can own is left out, as with an injection: it is not known whose it is.</remarks>
internal sealed class Production(EnergyCommunity community)
{
    private readonly ReadingGrid _grid = new(community);
    private readonly Dictionary<(int Unit, long Hour), Quality> _qualities = [];

    /// <summary>The units that a production meter was heard of.</summary>
    public HashSet<int> Metered { get; } = [];

    /// <summary>Takes a reading in when it is of a production meter, and says whether it was.</summary>
    public bool Takes(Reading reading)
    {
        if (reading.Meter != MeterRole.Production) return false;
        if (reading.Produced is not { } produced || UnitOf(reading) is not (>= 0 and var unit)) return true;
        var quarter = reading.Start.ToUnixTimeSeconds() / 900;
        var pod = _grid.PodIndex(reading.Pod.Code);
        if (_grid.Add(pod, unit, quarter, reading.Minutes, produced.MicroKilowattHours, -1) != RowVerdict.Accepted) return true;
        Metered.Add(unit);
        var key = (unit, quarter >> 2);
        if (_qualities.GetValueOrDefault(key) <= reading.Quality) _qualities[key] = reading.Quality;
        return true;
    }

    /// <summary>What a unit made in an hour since the Unix epoch; null when any of its quarters is missing.</summary>
    public Energy? Whole(int unit, long hour) => Find(unit, hour) is var (series, place) && series.FirstGap(place, place + 1) > place
        ? Energy.FromMicroKilowattHours(series.Amounts[place])
        : null;

    /// <summary>What is known of the hour so far; null when nothing is.</summary>
    public Energy? SoFar(int unit, long hour) => _qualities.ContainsKey((unit, hour)) && Find(unit, hour) is var (series, place)
        ? Energy.FromMicroKilowattHours(series.Amounts[place])
        : null;

    /// <summary>The least certain quality of the hour's readings.</summary>
    public Quality QualityOf(int unit, long hour) => _qualities.GetValueOrDefault((unit, hour));

    private (MeteredSeries Series, int Place)? Find(int unit, long hour)
    {
        var pod = _grid.PodIndex(_grid.Units[unit].Pod);
        var month = MarketMonth.OfHour(hour);
        return _grid.Find(month, pod) is { } point
            ? (point.Injected[_grid.UnitsOf(pod).IndexOf(unit)], (int)(hour - month.FirstHour))
            : null;
    }

    private int UnitOf(Reading reading)
    {
        if (_grid.PodIndex(reading.Pod.Code) is not (>= 0 and var pod)) return -1;
        var units = _grid.UnitsOf(pod);
        if (units.Length == 1) return units[0];
        foreach (var unit in units)
            if (_grid.Units[unit].Id == reading.Unit) return unit;
        return -1;
    }
}
