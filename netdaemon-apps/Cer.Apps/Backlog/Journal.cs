using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Cer.Apps;

/// <summary>What waits for the platform, on disk: rows are only added, and what was taken is cut off at the front.</summary>
/// <remarks>
/// Lines with a checksum in segments of a megabyte. A row is there once it is flushed to the disk; what a killed process had half
/// written is cut off when the journal is opened again. Beyond its bound the oldest segment goes, and its rows are counted.
/// </remarks>
public sealed class Journal : IDisposable
{
    private const long SegmentBytes = 1024 * 1024;
    private const string Prefix = "backlog-";
    private const string PlaceFile = "sent";

    // More than a counter ever tells at once: the quarters of a week.
    private const int MostFound = 1024;

    private readonly string _folder;
    private readonly long _mostBytes;
    private readonly FileStream _lock;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, long> _segments = [];
    private readonly HashSet<EnergyRow> _found = [];
    private JournalPlace _sent;

    /// <exception cref="IOException">Another process has it open.</exception>
    public Journal(string folder, long mostBytes)
    {
        Directory.CreateDirectory(folder);
        (_folder, _mostBytes) = (folder, mostBytes);
        _lock = new(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            Load();
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Rows that went because the journal was full.</summary>
    public long Dropped { get; private set; }

    /// <summary>Lines whose checksum did not fit.</summary>
    public long Damaged { get; private set; }

    /// <summary>Whether a row was among the last when it was opened: whoever died right after writing it need not write it again.</summary>
    public bool Found(EnergyRow row) => _found.Contains(row);

    /// <summary>Adds rows; they are on the disk when it returns.</summary>
    public void Append(IReadOnlyCollection<EnergyRow> rows)
    {
        if (rows.Count == 0) return;
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var json = JsonSerializer.Serialize(row);
            text.Append(Sum(json)).Append(' ').Append(json).Append('\n');
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        lock (_gate)
        {
            var (number, length) = _segments.Count == 0 ? (_sent.Segment, 0) : (_segments.Last().Key, _segments.Last().Value);
            if (length >= SegmentBytes) (number, length) = (number + 1, 0);
            using (var file = new FileStream(PathOf(number), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read))
            {
                // What a failed write may have left behind the last good line is written over.
                file.SetLength(length);
                file.Position = length;
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            _segments[number] = length + bytes.Length;
            DropOldest();
        }
    }

    /// <summary>The oldest rows that were not taken yet, and the place behind them.</summary>
    public (IReadOnlyList<EnergyRow> Rows, JournalPlace End) Peek(int most)
    {
        lock (_gate)
        {
            List<EnergyRow> rows = [];
            var end = _sent;
            foreach (var (number, length) in _segments)
            {
                if (number < _sent.Segment || rows.Count >= most) continue;
                var at = number == _sent.Segment ? _sent.Offset : 0;
                end = new(number, at);
                foreach (var (row, next) in Lines(number, at, length))
                {
                    if (rows.Count >= most) break;
                    if (row is not null) rows.Add(row);
                    end = new(number, next);
                }
            }

            return (rows, end);
        }
    }

    /// <summary>Everything before the place was taken: it is not sent again, and what is all taken goes.</summary>
    public void Acknowledge(JournalPlace end)
    {
        lock (_gate)
        {
            // The journal may have been cut while the rows were on their way.
            if ((end.Segment, end.Offset).CompareTo((_sent.Segment, _sent.Offset)) <= 0) return;
            var last = _segments.Count == 0 ? end.Segment : _segments.Last().Key;
            if (_segments.GetValueOrDefault(end.Segment) == end.Offset && (end.Segment < last || end.Offset >= SegmentBytes))
                end = new(end.Segment + 1, 0);
            SavePlace(end);
            foreach (var number in _segments.Keys.Where(number => number < end.Segment).ToArray()) Remove(number);
        }
    }

    public void Dispose() => _lock.Dispose();

    private void Load()
    {
        _sent = ReadPlace();
        foreach (var file in Directory.EnumerateFiles(_folder, $"{Prefix}*.log"))
        {
            var name = Path.GetFileNameWithoutExtension(file)[Prefix.Length..];
            if (!long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) continue;
            if (number < _sent.Segment) File.Delete(file);
            else _segments[number] = new FileInfo(file).Length;
        }

        if (_segments.Count == 0)
        {
            if (_sent.Offset > 0) _sent = new(_sent.Segment + 1, 0);
            return;
        }

        if (_sent.Segment < _segments.First().Key) _sent = new(_segments.First().Key, 0);
        var (last, length) = _segments.Last();
        var good = 0L;
        var rows = new Queue<EnergyRow>();
        foreach (var (row, next) in Lines(last, 0, length))
        {
            if (row is null) continue;
            good = next;
            rows.Enqueue(row);
            if (rows.Count > MostFound) rows.Dequeue();
        }

        _found.UnionWith(rows);
        _segments[last] = good;
        if (_sent.Segment == last && _sent.Offset > good) _sent = new(last, good);
        Damaged = 0;
    }

    private IEnumerable<(EnergyRow? Row, long Next)> Lines(long number, long from, long to)
    {
        var bytes = File.ReadAllBytes(PathOf(number)).AsMemory(0, (int)to);
        for (var at = (int)from; at < bytes.Length;)
        {
            var length = bytes.Span[at..].IndexOf((byte)'\n');
            if (length < 0) yield break;
            var row = Read(Encoding.UTF8.GetString(bytes.Span.Slice(at, length)));
            at += length + 1;
            if (row is null) Damaged++;
            yield return (row, at);
        }
    }

    private static EnergyRow? Read(string line)
    {
        if (line.Length < 10 || line[8] != ' ' || Sum(line[9..]) != line[..8]) return null;
        try
        {
            return JsonSerializer.Deserialize<EnergyRow>(line[9..]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void DropOldest()
    {
        while (_segments.Count > 1 && _segments.Values.Sum() > _mostBytes)
        {
            var (first, length) = _segments.First();
            var from = first == _sent.Segment ? _sent.Offset : 0;
            Dropped += Lines(first, from, length).Count(line => line.Row is not null);
            SavePlace(new(_segments.Keys.Skip(1).First(), 0));
            Remove(first);
        }
    }

    private void Remove(long number)
    {
        File.Delete(PathOf(number));
        _segments.Remove(number);
    }

    private JournalPlace ReadPlace()
    {
        var path = Path.Combine(_folder, PlaceFile);
        var parts = File.Exists(path) ? File.ReadAllText(path).Split(' ') : [];
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var segment)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                ? new(segment, offset)
                : new(1, 0);
    }

    private void SavePlace(JournalPlace place)
    {
        WholeFile.Write(Path.Combine(_folder, PlaceFile), $"{place.Segment} {place.Offset}");
        _sent = place;
    }

    private string PathOf(long number) => Path.Combine(_folder, $"{Prefix}{number:D8}.log");

    private static string Sum(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
}
