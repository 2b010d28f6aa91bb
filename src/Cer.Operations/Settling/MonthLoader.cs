using System.Globalization;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>Loads stored readings into a grid a month at a time, in memory that does not grow with the months.</summary>
/// <remarks>
/// Rows come in no order: of each start the word of the best class stands, and several rows of one point are told in the order
/// of <see cref="StoredReadings"/>, so the grid is the same.
/// </remarks>
internal sealed class MonthLoader
{
    private readonly IInputSnapshot _snapshot;
    private readonly ReadingGrid _grid;
    private readonly int[] _podOf;
    private readonly int[] _unitOf;
    private readonly List<RawSeries>?[] _series;
    private readonly List<(int Pod, int Unit, long Quarter, int Minutes, int Rank, long Injected, long Withdrawn)> _ahead = [];
    private MarketMonth _month;
    private long _first;
    private long _end;

    public MonthLoader(IInputSnapshot snapshot, ReadingGrid grid)
    {
        (_snapshot, _grid) = (snapshot, grid);
        _podOf = PlacesOf(snapshot.Points, grid.PodIndex);
        var units = grid.Units.Select((unit, index) => (unit.Id, index)).ToDictionary(x => x.Id, x => x.index, StringComparer.Ordinal);
        _unitOf = PlacesOf(snapshot.Units, id => units.GetValueOrDefault(id, -1));
        _series = new List<RawSeries>?[grid.Pods.Count];
    }

    /// <summary>Loads the months one after the other; each is let go when the next one is asked for.</summary>
    public async IAsyncEnumerable<MarketMonth> LoadAsync(
        MarketMonth first, MarketMonth last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var month in MarketMonth.Between(first, last))
        {
            // By the months of the partitions: in Rome a month begins and ends an hour or two before.
            var begin = month == first ? At(month.FirstHour) : UtcStart(month);
            var end = month == last ? At(month.FirstHour + month.HourCount) : UtcStart(month.Next);
            Open(month);
            await foreach (var block in _snapshot.ReadingsAsync(new(begin, end), pointByPoint: false, null, cancellation)) Take(block);
            Close();
            yield return month;
            _grid.Drop(month);
        }
    }

    /// <summary>Loads what some spans hold of a month: as it is, and into another grid as it was.</summary>
    /// <param name="month">The month.</param>
    /// <param name="spans">The spans.</param>
    /// <param name="pointByPoint">See <see cref="IInputSnapshot.ReadingsAsync"/>.</param>
    /// <param name="before">Loads the grid as it was.</param>
    /// <param name="cut">When it was.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task LoadAsync(
        MarketMonth month,
        IReadOnlyList<Interval> spans,
        bool pointByPoint,
        MonthLoader before,
        InputCut cut,
        CancellationToken cancellation)
    {
        Open(month);
        before.Open(month);
        foreach (var span in spans)
        {
            await foreach (var block in _snapshot.ReadingsAsync(span, pointByPoint, cut, cancellation))
            {
                Take(block);
                before.Take(block, then: true);
            }
        }

        Close();
        before.Close();
    }

    private static Instant At(long hour) => Instant.FromUnixTimeSeconds(hour * 3600);

    private static Instant UtcStart(MarketMonth month) => month.FirstDay.AtMidnight().InUtc().ToInstant();

    private static int[] PlacesOf(IReadOnlyDictionary<string, int> numbers, Func<string, int> placeOf)
    {
        var places = new int[numbers.Values.DefaultIfEmpty().Max() + 1];
        Array.Fill(places, -1);
        foreach (var (code, number) in numbers) places[number] = placeOf(code);
        return places;
    }

    private void Open(MarketMonth month)
    {
        _month = month;
        _first = month.FirstHour * 4;
        _end = (month.FirstHour + month.HourCount) * 4;
        foreach (var series in _series)
            for (var i = 0; i < (series?.Count ?? 0); i++) series![i].Clear(month.HourCount);
        var ahead = _ahead.ToArray();
        _ahead.Clear();
        foreach (var row in ahead)
            Take(row.Pod, row.Unit, row.Quarter, row.Minutes, row.Rank, row.Injected, row.Withdrawn);
    }

    private void Take(ReadingBlock block, bool then = false)
    {
        for (var i = 0; i < block.Count; i++)
        {
            if (then ? block.AreLate[i] : block.AreGone[i]) continue;
            var point = block.Points[i];
            if (point >= _podOf.Length || _podOf[point] is not (>= 0 and var pod)) continue;
            Take(
                pod,
                block.Units[i],
                block.Quarters[i],
                block.Minutes[i],
                block.Ranks[i],
                block.Injected[i],
                block.Withdrawn[i]);
        }
    }

    private void Take(int pod, int unit, long quarter, int minutes, int rank, long injected, long withdrawn)
    {
        if (quarter >= _end)
        {
            _ahead.Add((pod, unit, quarter, minutes, rank, injected, withdrawn));
            return;
        }

        if (quarter < _first) return;
        var all = _series[pod] ??= [];
        RawSeries? series = null;
        foreach (var known in all)
            if (known.Unit == unit) series = known;
        if (series is null) all.Add(series = new(unit, _month.HourCount));
        series.Take((int)(quarter - _first), minutes, rank, injected, withdrawn);
    }

    private void Close()
    {
        for (var pod = 0; pod < _series.Length; pod++)
        {
            if (_series[pod] is not { } all) continue;
            var told = all.Where(series => !series.IsEmpty).ToArray();
            if (told.Length == 1) _grid.Put(_month, pod, Whole(pod, told[0]));
            else if (told.Length > 1) Tell(pod, [.. told.OrderBy(series => series.Unit)]);
        }
    }

    /// <summary>A point of which one series tells everything.</summary>
    private PointMonth Whole(int pod, RawSeries series)
    {
        var units = _grid.UnitsOf(pod).ToArray();
        var owner = StoredReadings.OwnerOf(_grid, pod, UnitOf(series.Unit));
        var injected = Array.ConvertAll(units, unit => unit == owner ? series.SumInjected() : new MeteredSeries(_month.HourCount));
        return new(series.SumWithdrawn(), injected);
    }

    /// <summary>A point of which several series tell: row by row, in the order of the store.</summary>
    private void Tell(int pod, RawSeries[] all)
    {
        var told = new ToldHours();
        for (var quarter = 0; quarter < _end - _first; quarter++)
        {
            foreach (var series in all)
            {
                if (!series.TryRow(quarter, out var minutes, out var injected, out var withdrawn)) continue;
                var unit = StoredReadings.OwnerOf(_grid, pod, UnitOf(series.Unit));
                if (unit < 0 && StoredReadings.IsOwnerless(_grid, pod, injected)) injected = -1;
                if (told.Takes(new(pod, unit, _first + quarter, minutes, injected, withdrawn, default)) is not { } row) continue;
                var verdict = _grid.Add(row.Pod, row.Unit, row.Quarter, row.Minutes, row.Injected, row.Withdrawn);
                if (verdict == RowVerdict.Accepted) continue;
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"Found a reading that is {verdict}, expected one that fits the rows before it."));
            }
        }
    }

    private int UnitOf(int number) => number > 0 && number < _unitOf.Length ? _unitOf[number] : -1;
}
