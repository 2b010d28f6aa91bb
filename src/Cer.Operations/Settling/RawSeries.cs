using Cer.Domain.Metering;

namespace Cer.Operations.Settling;

/// <summary>The stored words on one series in a month: of each interval and quantity that of the best class.</summary>
internal sealed class RawSeries(int unit, int hours)
{
    /// <summary>Hours of the longest month.</summary>
    public const int MostHours = 745;

    private readonly RawQuantity _injected = new();
    private readonly RawQuantity _withdrawn = new();

    /// <summary>The store's number of the unit; 0 for the point itself.</summary>
    public int Unit { get; } = unit;

    public bool IsEmpty { get; private set; } = true;

    public int Hours { get; private set; } = hours;

    /// <summary>Empties it for another month.</summary>
    public void Clear(int hours)
    {
        (Hours, IsEmpty) = (hours, true);
        _injected.Clear();
        _withdrawn.Clear();
    }

    /// <summary>Takes a word in.</summary>
    /// <param name="quarter">Quarter of an hour since the month began.</param>
    /// <param name="minutes">15 or 60.</param>
    /// <param name="rank">How far its class goes before others, from 1.</param>
    /// <param name="injected">Negative when missing.</param>
    /// <param name="withdrawn">Negative when missing.</param>
    public void Take(int quarter, int minutes, int rank, long injected, long withdrawn)
    {
        IsEmpty = false;
        _injected.Take(quarter, minutes, rank, injected);
        _withdrawn.Take(quarter, minutes, rank, withdrawn);
    }

    /// <summary>The row that starts in a quarter; false when there is none.</summary>
    public bool TryRow(int quarter, out int minutes, out long injected, out long withdrawn)
    {
        var hour = quarter >> 2;
        if (_injected.IsWhole(hour) || _withdrawn.IsWhole(hour))
        {
            (minutes, injected, withdrawn) = (60, _injected.Whole(hour), _withdrawn.Whole(hour));
            return (quarter & 3) == 0;
        }

        (minutes, injected, withdrawn) = (15, _injected.Quarter(quarter), _withdrawn.Quarter(quarter));
        return injected >= 0 || withdrawn >= 0;
    }

    /// <summary>Sums the withdrawals up by the hour, in place: no row can be taken or asked for until it is cleared.</summary>
    public MeteredSeries SumWithdrawn() => _withdrawn.Summed(Hours);

    /// <summary>Sums the injections up by the hour, as <see cref="SumWithdrawn"/> does.</summary>
    public MeteredSeries SumInjected() => _injected.Summed(Hours);
}
