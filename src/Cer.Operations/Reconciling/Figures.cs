using Cer.Exchange.Gse;
using Cer.Settlement;
using Cer.Settlement.Months;

namespace Cer.Operations.Reconciling;

/// <summary>Energies and money of a month by item and scope; what is not there is not known.</summary>
public sealed class Figures
{
    private readonly Dictionary<FigureKey, decimal> _values = [];

    public IEnumerable<FigureKey> Keys => _values.Keys;

    public decimal? this[FigureKey key] => _values.TryGetValue(key, out var value) ? value : null;

    /// <summary>What GSE states of points and units; hours are summed up where the month itself is not told.</summary>
    public static Figures Of(MonthStatement statement)
    {
        var figures = new Figures();
        foreach (var line in statement.Lines.Where(line => line.Pod is not null && line.Hour is null))
        {
            figures.Add(ReconciledItem.Injected, line.Pod!, line.Injected);
            figures.Add(ReconciledItem.Withdrawn, line.Pod!, line.Withdrawn);
        }

        // A statement of sums alone is held against our sums.
        foreach (var unit in statement.Lines.Where(line => line.Unit is not null || line.Pod is null).GroupBy(line =>
            line.Unit ?? "", StringComparer.Ordinal)
            .Where(unit => unit.Key.Length > 0 || statement.Lines.All(line => line.Unit is null)))
        {
            StatementLine[] months = [.. unit.Where(line => line.Hour is null)];
            foreach (var line in months.Length > 0 ? months : [.. unit])
            {
                figures.Add(ReconciledItem.Shared, unit.Key, line.Shared);
                figures.Add(ReconciledItem.Incentivised, unit.Key, line.Incentivised);
                figures.Add(ReconciledItem.Tip, unit.Key, line.Tip);
                figures.Add(ReconciledItem.Cac, unit.Key, line.Cac);
            }
        }

        return figures;
    }

    /// <summary>What a settled month says of the same.</summary>
    public static Figures Of(SettlementInput input, MonthSettlement month)
    {
        var figures = new Figures();
        foreach (var unit in month.Units)
        {
            var id = unit.Unit.Id;
            figures.Add(ReconciledItem.Shared, id, Kwh(unit.Shared));
            figures.Add(ReconciledItem.Incentivised, id, Kwh(unit.Incentivised));
            figures.Add(ReconciledItem.Tip, id, unit.Premium.Eur);
            figures.Add(ReconciledItem.Cac, id, unit.Cac?.Eur);
        }

        figures.Total();
        var calendar = new MonthCalendar(month.Month, input.Rules);
        foreach (var span in CountedPoints.Of(input.Community, input.Readings, calendar).Spans)
        {
            var pod = input.Readings.Pods[span.Pod];
            figures.Add(ReconciledItem.Withdrawn, pod, Kwh(Sum(span.Hours.Of(span.Point.Withdrawn.Amounts))));
            var units = input.Readings.UnitsOf(span.Pod);
            for (var slot = 0; slot < units.Length; slot++)
            {
                var service = new HourSpan(calendar.HourOf(input.Readings.Units[units[slot]].InService), calendar.Hours);
                var hours = span.Hours.Within(service);
                figures.Add(ReconciledItem.Injected, pod, Kwh(Sum(hours.Of(span.Point.Injected[slot].Amounts))));
            }
        }

        return figures;
    }

    /// <summary>The same, with the figures of some units from another settlement.</summary>
    public Figures With(Figures other, IReadOnlySet<string> units)
    {
        var mixed = new Figures();
        foreach (var (key, value) in _values)
            if (!units.Contains(key.Scope)) mixed._values[key] = value;
        foreach (var (key, value) in other._values)
            if (units.Contains(key.Scope)) mixed._values[key] = value;
        foreach (var key in _values.Keys.Where(key => key.Scope.Length == 0))
            mixed._values[key] = mixed._values.Where(one => one.Key.Item == key.Item && one.Key.Scope.Length > 0).Sum(one => one.Value);
        return mixed;
    }

    /// <summary>The same, with other figures in the place of some.</summary>
    public Figures With(IEnumerable<KeyValuePair<FigureKey, decimal>> others)
    {
        var mixed = new Figures();
        foreach (var (key, value) in _values) mixed._values[key] = value;
        foreach (var (key, value) in others) mixed._values[key] = value;
        return mixed;
    }

    public static decimal Kwh(long micro) => micro / 1_000_000m;

    /// <summary>The sums of the units, for a statement that has nothing else.</summary>
    private void Total()
    {
        foreach (var item in _values.Keys.GroupBy(key => key.Item).ToArray())
            _values[new(item.Key, "")] = item.Sum(key => _values[key]);
    }

    private void Add(ReconciledItem item, string scope, decimal? value)
    {
        if (value is not { } known) return;
        var key = new FigureKey(item, scope);
        _values[key] = _values.GetValueOrDefault(key) + known;
    }

    private static long Sum(ReadOnlySpan<long> amounts)
    {
        var sum = 0L;
        foreach (var amount in amounts) sum += amount;
        return sum;
    }
}
