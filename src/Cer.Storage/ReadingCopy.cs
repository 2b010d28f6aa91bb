using System.Buffers.Binary;
using Cer.Operations.Ports;

namespace Cer.Storage;

/// <summary>Takes readings out of a binary copy.</summary>
/// <remarks>Point, start, unit, minutes, rank, injected, withdrawn, and true when it is late, false when it is gone.
/// Source: PostgreSQL 15, COPY, binary format.</remarks>
internal sealed class ReadingCopy(Stream copy)
{
    private const int HeaderLength = 19;
    private const int Columns = 8;
    private const int LongestRow = 2 + (4 * Columns) + 39;
    private const long MicrosecondsOfQuarter = 900_000_000;

    // PostgreSQL counts from 2000-01-01.
    private const long FirstQuarter = 946_684_800 / 900;

    private static ReadOnlySpan<byte> Signature => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', 10, 255, 13, 10, 0];

    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _from;
    private int _to;
    private bool _begun;
    private bool _ended;

    /// <summary>Fills a block with the next rows; false when there are no more.</summary>
    public bool Fill(ReadingBlock block, CancellationToken cancellation)
    {
        block.Count = 0;
        if (!_begun) Begin();
        while (!block.IsFull && !_ended)
        {
            if (_to - _from < LongestRow && !TopUp(cancellation) && _to == _from) throw Broken();
            var row = _buffer.AsSpan(_from, _to - _from);
            var columns = BinaryPrimitives.ReadInt16BigEndian(row);
            if (columns < 0)
            {
                _ended = true;
                while (copy.Read(_buffer) > 0)
                {
                }

                break;
            }

            if (columns != Columns) throw Broken();
            Take(row, block);
        }

        return block.Count > 0;
    }

    private void Begin()
    {
        while (_to < HeaderLength)
            if (!TopUp(CancellationToken.None)) throw Broken();
        if (!_buffer.AsSpan(0, Signature.Length).SequenceEqual(Signature)) throw Broken();
        _from = HeaderLength + BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(15));
        _begun = true;
    }

    private void Take(ReadOnlySpan<byte> row, ReadingBlock block)
    {
        var i = block.Count++;
        var at = 2;
        block.Points[i] = Int(row, ref at);
        block.Quarters[i] = FirstQuarter + (Long(row, ref at) / MicrosecondsOfQuarter);
        block.Units[i] = Int(row, ref at);
        block.Minutes[i] = Short(row, ref at);
        block.Ranks[i] = Int(row, ref at);
        block.Injected[i] = LongOrNone(row, ref at);
        block.Withdrawn[i] = LongOrNone(row, ref at);
        var isTold = BinaryPrimitives.ReadInt32BigEndian(row[at..]) > 0;
        (block.AreLate[i], block.AreGone[i]) = (isTold && row[at + 4] != 0, isTold && row[at + 4] == 0);
        at += isTold ? 5 : 4;
        _from += at;
    }

    private static short Short(ReadOnlySpan<byte> row, ref int at)
    {
        at += 6;
        return BinaryPrimitives.ReadInt16BigEndian(row[(at - 2)..]);
    }

    private static int Int(ReadOnlySpan<byte> row, ref int at)
    {
        at += 8;
        return BinaryPrimitives.ReadInt32BigEndian(row[(at - 4)..]);
    }

    private static long Long(ReadOnlySpan<byte> row, ref int at)
    {
        at += 12;
        return BinaryPrimitives.ReadInt64BigEndian(row[(at - 8)..]);
    }

    private static long LongOrNone(ReadOnlySpan<byte> row, ref int at)
    {
        if (BinaryPrimitives.ReadInt32BigEndian(row[at..]) >= 0) return Long(row, ref at);
        at += 4;
        return -1;
    }

    private bool TopUp(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        // A read gives a row or so: go on until a good part is there.
        var topped = false;
        while (_to < _buffer.Length - LongestRow)
        {
            var read = copy.Read(_buffer, _to, _buffer.Length - _to);
            if (read == 0) break;
            _to += read;
            topped = true;
        }

        return topped;
    }

    private static InvalidOperationException Broken() => new("Found a copy of readings that is no copy, expected its rows.");
}
