using Cer.Domain.Metering;

namespace Cer.Operations.Settling;

/// <summary>A quantity of a series in a month, as told by the hour, by the quarter, or both.</summary>
/// <remarks>The rule of <see cref="EffectiveHour"/>, on columns.</remarks>
internal sealed class RawQuantity
{
    private WordColumn? _hours;
    private WordColumn? _quarters;

    /// <summary>Whether anything was ever told of it.</summary>
    public bool IsTold => _hours is not null || _quarters is not null;

    public void Clear()
    {
        _hours?.Clear();
        _quarters?.Clear();
    }

    /// <summary>Takes a word in; a missing quantity is none.</summary>
    public void Take(int quarter, int minutes, int rank, long energy)
    {
        if (energy < 0) return;
        if (minutes == 60) (_hours ??= new(RawSeries.MostHours)).Take(quarter >> 2, rank, energy);
        else (_quarters ??= new(4 * RawSeries.MostHours)).Take(quarter, rank, energy);
    }

    /// <summary>Whether the hour told whole stands.</summary>
    public bool IsWhole(int hour) => _hours is { } whole && whole.Ranks[hour] > 0 && !AreStanding(hour, whole.Ranks[hour]);

    /// <summary>The hour, from its quarters if those stand; negative when it is not known in full.</summary>
    public long Whole(int hour)
    {
        var rank = _hours?.Ranks[hour] ?? 0;
        if (AreStanding(hour, rank)) return Sum(hour);
        return rank > 0 ? _hours!.Values[hour] - 1 : -1;
    }

    /// <summary>A quarter; negative when it is missing.</summary>
    public long Quarter(int quarter) => _quarters is { } told ? told.Values[quarter] - 1 : -1;

    /// <summary>Sums it up by the hour, in place: nothing can be taken or asked for until it is cleared.</summary>
    public MeteredSeries Summed(int hours)
    {
        var into = _quarters ?? _hours;
        if (into is null) return new(RawSeries.MostHours);
        for (var hour = 0; hour < hours; hour++)
        {
            var (amount, mark) = OfHour(hour);
            // What was read lies at this place or behind it.
            (into.Values[hour], into.Ranks[hour]) = (amount, mark);
        }

        return new(into.Values, into.Ranks);
    }

    private (long Amount, byte Mark) OfHour(int hour)
    {
        var rank = _hours?.Ranks[hour] ?? 0;
        if (rank > 0 && !AreStanding(hour, rank)) return (_hours!.Values[hour] - 1, MeteredSeries.WholeHour);
        var (amount, mark) = (0L, (byte)0);
        if (_quarters is null) return (amount, mark);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            if (_quarters.Values[(hour * 4) + quarter] is not (> 0 and var value)) continue;
            amount += value - 1;
            mark |= (byte)(1 << quarter);
        }

        return (amount, mark);
    }

    private bool AreStanding(int hour, byte rank)
    {
        if (_quarters is null) return false;
        var least = Math.Max(rank, (byte)1);
        foreach (var known in _quarters.Ranks.AsSpan(hour * 4, 4))
            if (known < least) return false;
        return true;
    }

    private long Sum(int hour)
    {
        var sum = -4L;
        foreach (var value in _quarters!.Values.AsSpan(hour * 4, 4)) sum += value;
        return sum;
    }
}
