using Cer.Domain.Metering;
using Cer.Settlement.Detecting;

namespace Cer.Operations.Board;

/// <summary>The series of one point over a span, from its readings as they come: the newest word of the best class stands.</summary>
public sealed class PointSeries(PointFacts facts, long first, int count)
{
    private readonly Dictionary<SeriesKey, QuarterSeries> _series = [];
    private readonly SortedDictionary<int, BoardReading> _words = [];
    private BoardReading? _latest;
    private BoardReading? _device;
    private BoardReading? _distributor;

    public Delays Delays { get; } = new();

    /// <summary>The series that the point should have, and those that were heard besides.</summary>
    public IReadOnlyDictionary<SeriesKey, QuarterSeries> All => _series;

    /// <summary>Takes the next revision in: those of one reading come one after the other, the oldest first.</summary>
    public void Add(BoardReading reading)
    {
        if (_latest is { } latest && !IsSame(latest, reading)) Flush();
        _latest = reading;
        _words[reading.Rank] = reading;
        if (reading.Source == BoardSource.Device) _device = reading;
        if (reading.Source == BoardSource.Distributor) _distributor = reading;
        if (reading.Revision == 1 && reading.Source != BoardSource.Person)
            Delays.Add(reading.ReceivedMinute - (reading.Quarter * 15) - reading.Minutes);
    }

    /// <summary>Puts what came last in its place; the series are whole then.</summary>
    public void Finish()
    {
        Flush();
        Of(new(facts.Point, 0, EnergyFlow.Withdrawn));
        foreach (var (unit, _) in facts.Units) Of(new(facts.Point, unit, EnergyFlow.Injected));
    }

    private static bool IsSame(BoardReading one, BoardReading other) =>
        (one.Quarter, one.Unit, one.Meter) == (other.Quarter, other.Unit, other.Meter);

    private void Flush()
    {
        // From the lowest class up: what a better one tells stands above it.
        foreach (var word in _words.Values)
        {
            Put(word, (series, quarter, amount, total) =>
            {
                if (total >= 0) series.Totals[quarter] = total;
                if (amount < 0) return;
                series.Amounts[quarter] = amount;
                series.IsMeasured[quarter] = word.IsMeasured;
                series.IsOfHour[quarter] = word.Minutes == 60;
            });
        }

        _words.Clear();

        if (_device is { } device) Put(device, (series, quarter, amount, _) => series.Device[quarter] = amount);
        if (_distributor is { } distributor)
            Put(distributor, (series, quarter, amount, _) => series.Distributor[quarter] = amount);
        (_latest, _device, _distributor) = (null, null, null);
    }

    private void Put(BoardReading reading, Action<QuarterSeries, int, long, long> put)
    {
        if (reading.Meter == MeterRole.Production)
        {
            Put(new(facts.Point, reading.Unit, EnergyFlow.Produced), reading, reading.Produced, reading.ProducedTotal, put);
            return;
        }

        Put(new(facts.Point, 0, EnergyFlow.Withdrawn), reading, reading.Withdrawn, reading.WithdrawnTotal, put);
        // Of a point with several units, or none, what is given belongs to nobody.
        if (reading.Unit != 0)
            Put(new(facts.Point, reading.Unit, EnergyFlow.Injected), reading, reading.Injected, reading.InjectedTotal, put);
    }

    private void Put(
        SeriesKey key, BoardReading reading, long amount, long total, Action<QuarterSeries, int, long, long> put)
    {
        if (amount < 0 && total < 0) return;
        var series = Of(key);
        var parts = reading.Minutes / 15;
        for (var part = 0; part < parts; part++)
        {
            var place = reading.Quarter - first + part;
            if (place < 0 || place >= count) continue;
            // The rest of the division goes to the first quarters; the total is that of the end.
            var share = amount < 0 ? QuarterSeries.None : (amount / parts) + (part < amount % parts ? 1 : 0);
            put(series, (int)place, share, part == parts - 1 ? total : QuarterSeries.None);
        }
    }

    private QuarterSeries Of(SeriesKey key)
    {
        if (!_series.TryGetValue(key, out var series)) _series[key] = series = new(first, count);
        return series;
    }
}
