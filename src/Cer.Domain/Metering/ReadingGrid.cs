using Cer.Domain.Community;

namespace Cer.Domain.Metering;

/// <summary>The readings of a community in memory, by month, point and hour; knows which rows contradict each other.</summary>
/// <remarks>Holds at most <see cref="MostPointMonths"/> months of a point, so that no input can exhaust the memory.</remarks>
public sealed class ReadingGrid
{
    /// <summary>How many months of points a grid takes in: about 3 GB.</summary>
    public const int MostPointMonths = 400_000;

    private readonly Dictionary<string, int> _podIndex;
    private readonly int[][] _unitsOfPod;
    private readonly Dictionary<MarketMonth, PointMonth?[]> _months = [];
    private int _pointMonths;
    private (MarketMonth Month, long FirstHour, long EndHour, PointMonth?[] Points) _latest;

    public ReadingGrid(EnergyCommunity community)
    {
        Units = community.Units;
        Pods = [.. community.Pods.Select(pod => pod.Pod).Distinct().Order(CodePointOrder.Instance)];
        _podIndex = Pods.Select((pod, index) => (pod, index)).ToDictionary(x => x.pod, x => x.index, StringComparer.Ordinal);
        _unitsOfPod = [.. Pods.Select(pod => Enumerable.Range(0, Units.Count).Where(u => Units[u].Pod == pod).ToArray())];
    }

    private ReadingGrid(ReadingGrid other) =>
        (Units, Pods, _podIndex, _unitsOfPod) = (other.Units, other.Pods, other._podIndex, other._unitsOfPod);

    /// <summary>The points, by code point.</summary>
    public IReadOnlyList<string> Pods { get; }

    /// <summary>The units, in the order of the community.</summary>
    public IReadOnlyList<ProductionUnit> Units { get; }

    /// <summary>The month of the earliest row; null without rows.</summary>
    public MarketMonth? First => _months.Count == 0 ? null : _months.Keys.Min();

    /// <summary>The month of the latest row; null without rows.</summary>
    public MarketMonth? Last => _months.Count == 0 ? null : _months.Keys.Max();

    /// <summary>Index of a point by its code; negative when the community has none such.</summary>
    public int PodIndex(string code) => _podIndex.GetValueOrDefault(code, -1);

    /// <summary>Indices of the units on a point.</summary>
    public ReadOnlySpan<int> UnitsOf(int pod) => _unitsOfPod[pod];

    /// <summary>Takes a row in.</summary>
    /// <param name="pod">Index of the point.</param>
    /// <param name="unit">Index of the unit the row names; negative when it names none.</param>
    /// <param name="quarter">Start, in quarters of an hour since the Unix epoch; within the calendar.</param>
    /// <param name="minutes">15 or 60.</param>
    /// <param name="injected">Micro-kWh of the unit, negative when missing.</param>
    /// <param name="withdrawn">Micro-kWh of the point, negative when missing.</param>
    public RowVerdict Add(int pod, int unit, long quarter, int minutes, long injected, long withdrawn)
    {
        var hour = quarter >> 2;
        if (hour < _latest.FirstHour || hour >= _latest.EndHour) Open(MarketMonth.OfHour(hour));
        var points = _latest.Points;
        if (points[pod] is not { } point)
        {
            if (_pointMonths == MostPointMonths) return RowVerdict.TooMany;
            _pointMonths++;
            points[pod] = point = new(_latest.Month.HourCount, _unitsOfPod[pod].Length);
        }

        var mark = minutes == 60 ? MeteredSeries.WholeHour : (byte)(1 << (int)(quarter & 3));
        var slot = Array.IndexOf(_unitsOfPod[pod], unit);
        return point.Add((int)(hour - _latest.FirstHour), mark, slot, injected, withdrawn);
    }

    /// <summary>What is known of a point in a month; null when nothing is.</summary>
    public PointMonth? Find(MarketMonth month, int pod) =>
        _months.TryGetValue(month, out var points) ? points[pod] : null;

    /// <summary>Takes the month of a point in whole.</summary>
    public void Put(MarketMonth month, int pod, PointMonth point)
    {
        Open(month);
        if (_latest.Points[pod] is null) _pointMonths++;
        _latest.Points[pod] = point;
    }

    /// <summary>A month's readings with another month of one point; the other points are shared.</summary>
    public ReadingGrid With(MarketMonth month, int pod, PointMonth point)
    {
        var copy = new ReadingGrid(this);
        for (var one = 0; one < Pods.Count; one++)
            if (one == pod || Find(month, one) is not null) copy.Put(month, one, one == pod ? point : Find(month, one)!);
        return copy;
    }

    /// <summary>Lets go of a month that is settled.</summary>
    public void Drop(MarketMonth month)
    {
        if (!_months.Remove(month, out var points)) return;
        _pointMonths -= points.Count(point => point is not null);
        _latest = default;
    }

    private void Open(MarketMonth month)
    {
        if (!_months.TryGetValue(month, out var points)) _months[month] = points = new PointMonth?[Pods.Count];
        _latest = (month, month.FirstHour, month.FirstHour + month.HourCount, points);
    }
}
