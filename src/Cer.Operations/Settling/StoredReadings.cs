using System.Runtime.CompilerServices;
using Cer.Domain.Metering;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>The latest readings of a community in the form of the contract, where one hour is told once.</summary>
/// <remarks>
/// Two roads may have told of one hour. An hour given whole stands before its quarters, as with prices; the withdrawal of
/// a point is taken from the first row that has it; an injection that no unit can own is left out, so it is missing.
/// </remarks>
internal sealed class StoredReadings(IReadingStore readings, ReadingGrid grid, Production? production = null, Instant? at = null)
{
    private readonly Dictionary<string, int> _unitIndex = grid.Units.Select((unit, index) => (unit.Id, index))
        .ToDictionary(x => x.Id, x => x.index, StringComparer.Ordinal);

    /// <summary>How many injections were left out because their point has no unit that could own them.</summary>
    public int Ownerless { get; private set; }

    /// <summary>Streams the rows by point and start.</summary>
    public async IAsyncEnumerable<CleanReading> ReadAsync(
        CommunityId community, Interval span, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var told = new Told();
        await foreach (var reading in readings.AsOfAsync(community, span, at, cancellation))
        {
            if (production?.Takes(reading) is true) continue;
            if (reading.Meter != MeterRole.Exchange || grid.PodIndex(reading.Pod.Code) is not (>= 0 and var pod)) continue;
            if (told.Takes(Clean(pod, reading)) is { } clean) yield return clean;
        }
    }

    private CleanReading Clean(int pod, Reading reading)
    {
        var units = grid.UnitsOf(pod);
        var unit = reading.Unit is { } id ? _unitIndex.GetValueOrDefault(id, -1) : -1;
        if (unit >= 0 && !units.Contains(unit)) unit = -1;
        if (units.Length == 1) unit = units[0];
        var injected = Micro(reading.Injected);
        if (unit < 0 && (units.Length > 1 ? injected >= 0 : injected > 0))
        {
            Ownerless++;
            injected = -1;
        }

        return new(
            pod, unit, reading.Start.ToUnixTimeSeconds() / 900, reading.Minutes, injected, Micro(reading.Withdrawn), reading.Quality);
    }

    private static long Micro(Cer.Domain.Energy? energy) => energy?.MicroKilowattHours ?? -1;

    /// <summary>What has been told of the hours near the current row: rows come by point, then by start.</summary>
    private sealed class Told
    {
        private readonly Dictionary<int, long> _wholeHourOfUnit = [];
        private readonly HashSet<long> _withdrawn = [];
        private int _pod = -1;
        private long _hour = -1;

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
}
