namespace Cer.Operations.Settling;

/// <summary>What has been told of the hours near the current row: rows come by point, then by start.</summary>
internal sealed class ToldHours
{
    private readonly Dictionary<int, long> _wholeHourOfUnit = [];
    private readonly HashSet<long> _withdrawn = [];
    private int _pod = -1;
    private long _hour = -1;

    /// <summary>The row without what others have told before it; null when nothing of it is left.</summary>
    public CleanReading? Takes(CleanReading row)
    {
        var hour = row.Quarter >> 2;
        if (row.Pod != _pod || hour != _hour)
        {
            _withdrawn.Clear();
            if (row.Pod != _pod) _wholeHourOfUnit.Clear();
            (_pod, _hour) = (row.Pod, hour);
        }

        if (row.Minutes == 60) _wholeHourOfUnit[row.Unit] = hour;
        else if (_wholeHourOfUnit.TryGetValue(row.Unit, out var whole) && whole == hour) return null;
        if (row.Withdrawn < 0) return row;

        const long WholeHour = -1;
        var key = row.Minutes == 60 ? WholeHour : row.Quarter;
        var taken = _withdrawn.Contains(WholeHour) || (key == WholeHour ? _withdrawn.Count > 0 : !_withdrawn.Add(key));
        if (!taken) _withdrawn.Add(key);
        return taken ? row with { Withdrawn = -1 } : row;
    }
}
