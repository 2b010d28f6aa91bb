namespace Cer.Domain.Metering;

/// <summary>One quantity of one point or unit over a month, by hour: micro-kWh, and which parts of the hour are known.</summary>
public sealed class MeteredSeries
{
    /// <summary>Mark of an hour given as one value.</summary>
    public const byte WholeHour = 0x10;

    /// <summary>Mark of an hour given as four quarters.</summary>
    public const byte FourQuarters = 0x0F;

    private readonly long[] _amounts;
    private readonly byte[] _marks;

    public MeteredSeries(int hours)
        : this(new long[hours], new byte[hours])
    {
    }

    /// <summary>A series of hours that were put together elsewhere; it keeps the arrays as its own.</summary>
    public MeteredSeries(long[] amounts, byte[] marks) => (_amounts, _marks) = (amounts, marks);

    /// <summary>Micro-kWh by hour: the sum of what is known.</summary>
    public ReadOnlySpan<long> Amounts => _amounts;

    /// <summary>The first hour of a span that is not completely known, or its end.</summary>
    public int FirstGap(int from, int to)
    {
        var gap = _marks.AsSpan(from, to - from).IndexOfAnyExcept(WholeHour, FourQuarters);
        return gap < 0 ? to : from + gap;
    }

    /// <summary>Whether an hour is completely known.</summary>
    public bool IsKnown(int hour) => _marks[hour] is WholeHour or FourQuarters;

    /// <summary>Whether any part of the interval has a value already.</summary>
    internal bool Overlaps(int hour, byte mark) =>
        mark == WholeHour ? _marks[hour] != 0 : (_marks[hour] & (mark | WholeHour)) != 0;

    internal void Add(int hour, byte mark, long amount)
    {
        _amounts[hour] += amount;
        _marks[hour] |= mark;
    }
}
