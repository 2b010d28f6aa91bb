namespace Cer.Domain.Metering;

/// <summary>A month of one point: its withdrawal, the injection of each of its units, and which rows told them.</summary>
public sealed class PointMonth
{
    private readonly byte[][] _rows;

    internal PointMonth(int hours, int units)
    {
        Withdrawn = new(hours);
        Injected = [.. Enumerable.Range(0, units).Select(_ => new MeteredSeries(hours))];
        // With one unit, naming it and leaving it out are the same series; with several, each has its own.
        _rows = [.. Enumerable.Range(0, units > 1 ? units + 1 : 1).Select(_ => new byte[hours])];
    }

    /// <summary>A month that was put together elsewhere: no further row can be added to it.</summary>
    public PointMonth(MeteredSeries withdrawn, IReadOnlyList<MeteredSeries> injected) =>
        (Withdrawn, Injected, _rows) = (withdrawn, injected, []);

    public MeteredSeries Withdrawn { get; }

    /// <summary>Injection of each unit of the point, in the order of the community.</summary>
    public IReadOnlyList<MeteredSeries> Injected { get; }

    internal RowVerdict Add(int hour, byte mark, int slot, long injected, long withdrawn)
    {
        var rows = _rows[_rows.Length > 1 ? slot + 1 : 0];
        if ((rows[hour] & mark) != 0) return RowVerdict.Duplicate;
        var others = mark == MeteredSeries.WholeHour ? MeteredSeries.FourQuarters : MeteredSeries.WholeHour;
        if ((rows[hour] & others) != 0)
            return (rows[hour] & 1) != 0 || mark == 1 ? RowVerdict.Duplicate : RowVerdict.MixedMinutes;
        if (withdrawn >= 0 && Withdrawn.Overlaps(hour, mark)) return RowVerdict.SecondWithdrawal;

        rows[hour] |= mark;
        if (withdrawn >= 0) Withdrawn.Add(hour, mark, withdrawn);
        if (injected >= 0 && Injected.Count > 0) Injected[Math.Max(slot, 0)].Add(hour, mark, injected);
        return RowVerdict.Accepted;
    }
}
