using Cer.Domain.Metering;

namespace Cer.Operations.Settling;

/// <summary>
/// The stored rows of one series in a month: of each start the latest revision. By the hour as long as every row is of an
/// hour; by the quarter from the first that is not.
/// </summary>
/// <remarks>Energies are kept plus one, so that zero is missing and a fresh array holds nothing.</remarks>
internal sealed class RawSeries(int unit, int hours)
{
    /// <summary>Hours of the longest month.</summary>
    public const int MostHours = 745;

    private readonly Dictionary<int, int> _manyRevisions = [];
    private long[] _injected = [];
    private long[] _withdrawn = new long[MostHours];
    private byte[] _revisions = new byte[MostHours];
    private byte[] _minutes = [];
    private byte[] _injectedMarks = [];

    /// <summary>The store's number of the unit; 0 for the point itself.</summary>
    public int Unit { get; } = unit;

    /// <summary>Whether every row is of an hour.</summary>
    public bool IsHourly { get; private set; } = true;

    /// <summary>Whether any row told of an injection.</summary>
    public bool Injects => _injected.Length > 0;

    public bool IsEmpty { get; private set; } = true;

    public int Hours { get; private set; } = hours;

    /// <summary>Empties it for another month.</summary>
    public void Clear(int hours)
    {
        (Hours, IsEmpty) = (hours, true);
        _manyRevisions.Clear();
        Array.Clear(_injected);
        Array.Clear(_withdrawn);
        Array.Clear(_revisions);
        Array.Clear(_minutes);
    }

    /// <summary>Takes a row in, unless a later revision is there.</summary>
    /// <param name="quarter">Quarter of an hour since the month began.</param>
    /// <param name="minutes">15 or 60.</param>
    /// <param name="revision">Its revision, from 1.</param>
    /// <param name="injected">Negative when missing.</param>
    /// <param name="withdrawn">Negative when missing.</param>
    public void Take(int quarter, int minutes, int revision, long injected, long withdrawn)
    {
        if (IsHourly && minutes != 60) TurnToQuarters();
        var place = IsHourly ? quarter >> 2 : quarter;
        var known = (int)_revisions[place];
        if (known == byte.MaxValue) known = _manyRevisions[place];
        if (revision < known) return;
        if (revision >= byte.MaxValue) _manyRevisions[place] = revision;
        IsEmpty = false;
        _revisions[place] = (byte)Math.Min(revision, byte.MaxValue);
        if (!IsHourly) _minutes[place] = (byte)minutes;
        _withdrawn[place] = withdrawn + 1;
        if (injected >= 0 && !Injects) _injected = new long[_withdrawn.Length];
        if (Injects) _injected[place] = injected + 1;
    }

    /// <summary>The row that starts in a quarter; false when there is none.</summary>
    public bool TryRow(int quarter, out int minutes, out long injected, out long withdrawn)
    {
        (minutes, injected, withdrawn) = (0, -1, -1);
        if (IsHourly && (quarter & 3) != 0) return false;
        var place = IsHourly ? quarter >> 2 : quarter;
        if (_revisions[place] == 0) return false;
        minutes = IsHourly ? 60 : _minutes[place];
        withdrawn = _withdrawn[place] - 1;
        if (Injects) injected = _injected[place] - 1;
        return true;
    }

    /// <summary>Sums the withdrawals up by the hour, in place: no row can be taken or asked for until it is cleared.</summary>
    public MeteredSeries SumWithdrawn()
    {
        Sum(_withdrawn, _revisions);
        return new(_withdrawn, _revisions);
    }

    /// <summary>Sums the injections up by the hour, in place, as <see cref="SumWithdrawn"/> does: it comes before that.</summary>
    public MeteredSeries SumInjected()
    {
        if (!Injects) return new(MostHours);
        if (_injectedMarks.Length == 0) _injectedMarks = new byte[MostHours];
        Sum(_injected, _injectedMarks);
        return new(_injected, _injectedMarks);
    }

    /// <summary>An hour given whole stands before its quarters.</summary>
    private void Sum(long[] values, byte[] marks)
    {
        for (var hour = 0; hour < Hours; hour++)
        {
            var (amount, mark) = (0L, (byte)0);
            if (IsHourly || _minutes[hour * 4] == 60)
            {
                var value = values[IsHourly ? hour : hour * 4];
                if (value > 0) (amount, mark) = (value - 1, MeteredSeries.WholeHour);
            }
            else
            {
                for (var quarter = 0; quarter < 4; quarter++)
                {
                    if (values[(hour * 4) + quarter] is not (> 0 and var value)) continue;
                    amount += value - 1;
                    mark |= (byte)(1 << quarter);
                }
            }

            // What was read lies at this place or behind it.
            (values[hour], marks[hour]) = (amount, mark);
        }
    }

    private void TurnToQuarters()
    {
        IsHourly = false;
        _withdrawn = Spread(_withdrawn);
        _revisions = Spread(_revisions);
        if (Injects) _injected = Spread(_injected);
        _minutes = new byte[4 * MostHours];
        for (var hour = 0; hour < MostHours; hour++)
            if (_revisions[hour * 4] != 0) _minutes[hour * 4] = 60;
        foreach (var (place, revision) in _manyRevisions.ToArray())
        {
            _manyRevisions.Remove(place);
            _manyRevisions[place * 4] = revision;
        }
    }

    private static T[] Spread<T>(T[] hourly)
    {
        var quarters = new T[4 * MostHours];
        for (var hour = 0; hour < hourly.Length; hour++) quarters[hour * 4] = hourly[hour];
        return quarters;
    }
}
