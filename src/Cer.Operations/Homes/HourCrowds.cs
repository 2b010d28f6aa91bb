using Cer.Domain.Community;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>Whether the private members behind the sums of an hour are enough that the sums may be told.</summary>
/// <remarks>As in the sums, a point with anything missing in an hour is left out of it whole.</remarks>
internal sealed class HourCrowds(EnergyCommunity community)
{
    private readonly PrivateHolders _holders = new(community);
    private readonly Dictionary<Instant, (HashSet<string> Takers, HashSet<string> Givers)> _hours = [];
    private readonly List<MeterHour> _rows = [];

    /// <summary>Takes a row in; they come by point and hour.</summary>
    public void Add(MeterHour row)
    {
        if (_rows.Count > 0 && (_rows[0].Hour != row.Hour || _rows[0].Pod != row.Pod)) Finish();
        _rows.Add(row);
    }

    /// <summary>The last point has come.</summary>
    public void Finish()
    {
        if (_rows.Count > 0 && _rows.TrueForAll(row => (row.Unit is null ? row.Withdrawn : row.Injected) is not null)
            && _holders.Of(_rows[0].Pod.Code, _rows[0].Hour.Day) is { } member)
        {
            if (!_hours.TryGetValue(_rows[0].Hour.Start, out var hour)) _hours[_rows[0].Hour.Start] = hour = ([], []);
            hour.Takers.Add(member);
            if (_rows.Exists(row => row.Unit is not null)) hour.Givers.Add(member);
        }

        _rows.Clear();
    }

    /// <summary>Whether what was given may be told.</summary>
    public bool TellGiven(Instant hour) => !_hours.TryGetValue(hour, out var crowd) || IsEnough(crowd.Givers);

    /// <summary>Whether what was taken may be told, and with it what was shared: the lesser of the two.</summary>
    public bool TellShared(Instant hour) => TellGiven(hour) && (!_hours.TryGetValue(hour, out var crowd) || IsEnough(crowd.Takers));

    private static bool IsEnough(HashSet<string> members) => members.Count is 0 or >= Anonymity.FewestTold;
}
