namespace Cer.Operations.Board;

/// <summary>Counts how late readings came, in whole minutes after the end of their interval.</summary>
public sealed class Delays
{
    // A minute each for the first two days, then an hour each: what comes later is late by days.
    private const int Fine = 2 * 24 * 60;

    private readonly Dictionary<int, int> _counts = [];
    private int _count;

    /// <summary>The longest; null without any.</summary>
    public int? Worst { get; private set; }

    /// <summary>The one in the middle, to the hour when it is longer than two days; null without any.</summary>
    public int? Median
    {
        get
        {
            var passed = 0;
            foreach (var (minutes, count) in _counts.OrderBy(pair => pair.Key))
                if ((passed += count) * 2L >= _count) return minutes;
            return null;
        }
    }

    public void Add(long minutes)
    {
        // The clock of a sender may be ahead of ours.
        var late = (int)Math.Clamp(minutes, 0, int.MaxValue);
        Count(late < Fine ? late : late / 60 * 60, 1);
        Worst = Math.Max(Worst ?? 0, late);
    }

    public void Add(Delays other)
    {
        foreach (var (minutes, count) in other._counts) Count(minutes, count);
        if (other.Worst is { } worst) Worst = Math.Max(Worst ?? 0, worst);
    }

    private void Count(int minutes, int count)
    {
        _counts[minutes] = _counts.GetValueOrDefault(minutes) + count;
        _count += count;
    }
}
