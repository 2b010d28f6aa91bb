using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>Keeps answers for a moment, within a bound of bytes: those that were not asked for the longest go first.</summary>
internal sealed class AnswerShelf(TimeProvider time, int mostBytes)
{
    // What an entry takes beside its values.
    private const int Overhead = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _order = [];
    private long _bytes;

    public (PanelTable Table, Instant At)? Find(string key, TimeSpan fresh)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node)) return null;
            if (time.GetElapsedTime(node.Value.Stamp) >= fresh)
            {
                Remove(node);
                return null;
            }

            _order.Remove(node);
            _order.AddFirst(node);
            return (node.Value.Table, node.Value.At);
        }
    }

    public Instant Put(string key, PanelTable table)
    {
        var entry = new Entry(
            key, table, Instant.FromDateTimeOffset(time.GetUtcNow()), time.GetTimestamp(), table.Bytes + (2 * key.Length) + Overhead);
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var former)) Remove(former);
            _entries[key] = _order.AddFirst(entry);
            _bytes += entry.Bytes;
            while (_bytes > mostBytes && _order.Last is { } last) Remove(last);
        }

        return entry.At;
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _order.Remove(node);
        _entries.Remove(node.Value.Key);
        _bytes -= node.Value.Bytes;
    }

    private sealed record Entry(string Key, PanelTable Table, Instant At, long Stamp, int Bytes);
}
