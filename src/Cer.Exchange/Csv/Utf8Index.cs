using System.Text;

namespace Cer.Exchange.Csv;

/// <summary>Finds the place of a code by its UTF-8 bytes, without making a text of it.</summary>
internal sealed class Utf8Index
{
    private readonly byte[][] _keys;
    private readonly int[] _buckets;
    private readonly int _mask;
    private int _latest = -1;

    public Utf8Index(IEnumerable<string> codes)
    {
        _keys = [.. codes.Select(Encoding.UTF8.GetBytes)];
        var size = 16;
        while (size < _keys.Length * 2) size *= 2;
        _mask = size - 1;
        _buckets = new int[size];
        for (var i = 0; i < _keys.Length; i++)
        {
            var bucket = Hash(_keys[i]) & _mask;
            while (_buckets[bucket] != 0) bucket = (bucket + 1) & _mask;
            _buckets[bucket] = i + 1;
        }
    }

    /// <summary>The place of a code; -1 when there is none such.</summary>
    public int Find(ReadOnlySpan<byte> code)
    {
        // Rows of one point often follow each other.
        if (_latest >= 0 && code.SequenceEqual(_keys[_latest])) return _latest;
        for (var bucket = Hash(code) & _mask; _buckets[bucket] != 0; bucket = (bucket + 1) & _mask)
            if (code.SequenceEqual(_keys[_buckets[bucket] - 1])) return _latest = _buckets[bucket] - 1;
        return -1;
    }

    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode() & int.MaxValue;
    }
}
