using System.Net;
using Cer.Operations.Dashboards;

namespace Cer.Host.Dashboards;

/// <summary>How often a place may ask for what is shown to everybody: enough for a town hall, too little for a flood.</summary>
/// <remarks>Each place has a minute of its own. Of more places than are kept, the one whose minute began first is let go.</remarks>
internal sealed class PublicPace(TimeProvider time)
{
    public const int MostInAMinute = 300;
    public const int MostPlaces = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Count>> _places = [];

    // By the beginning of their minutes.
    private readonly LinkedList<Count> _order = [];

    /// <summary>Counts a call; false when it is one too many.</summary>
    public bool Take(IPAddress? address)
    {
        var place = CallerPlace.Of(address);
        lock (_lock)
        {
            if (!_places.TryGetValue(place, out var node) || time.GetElapsedTime(node.Value.Began) >= Minute) node = Begin(place, node);
            return ++node.Value.Calls <= MostInAMinute;
        }
    }

    private LinkedListNode<Count> Begin(string place, LinkedListNode<Count>? former)
    {
        if (former is not null) _order.Remove(former);
        else if (_places.Count == MostPlaces && _order.First is { } first)
        {
            _order.Remove(first);
            _places.Remove(first.Value.Place);
        }

        return _places[place] = _order.AddLast(new Count(place, time.GetTimestamp()));
    }

    private sealed class Count(string place, long began)
    {
        public string Place { get; } = place;

        public long Began { get; } = began;

        public int Calls { get; set; }
    }
}
