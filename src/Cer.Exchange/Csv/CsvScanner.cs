namespace Cer.Exchange.Csv;

/// <summary>Reads comma-separated records from a stream, one at a time, in bounded memory: RFC 4180, UTF-8, LF or CRLF.</summary>
public sealed class CsvScanner(Stream stream)
{
    /// <summary>Longest record read, bytes.</summary>
    public const int LongestRecord = 64 * 1024;

    private readonly byte[] _buffer = new byte[8 * LongestRecord];
    private readonly (int Start, int Length)[] _fields = new (int, int)[64];
    private byte[]? _unquoted;
    private byte[] _source = [];
    private int _start;
    private int _end;
    private long _nextLine = 1;
    private bool _atEnd;
    private bool _begun;

    /// <summary>Line on which the current record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>How many fields the current record has; a record with more than 64 is not well-formed.</summary>
    public int FieldCount { get; private set; }

    /// <summary>What is wrong with the current record as CSV; null when nothing is.</summary>
    public string? Malformed { get; private set; }

    /// <summary>Whether the current record is a blank line.</summary>
    public bool IsBlank { get; private set; }

    public ReadOnlySpan<byte> Field(int index) => _source.AsSpan(_fields[index].Start, _fields[index].Length);

    /// <summary>Moves to the next record; false at the end.</summary>
    public bool Read()
    {
        var length = FindRecord(out var terminator, out var quoted);
        if (length < 0) return false;
        Line = _nextLine;
        Malformed = null;
        var record = _buffer.AsSpan(_start, length);
        if (length > LongestRecord)
        {
            Malformed = $"a record of more than {LongestRecord} bytes";
            FieldCount = 0;
        }
        else if (quoted)
        {
            SplitQuoted(record);
        }
        else
        {
            Split(record);
        }

        IsBlank = length == 0;
        _nextLine += 1 + (quoted && length <= LongestRecord ? record.Count((byte)'\n') : 0);
        _start += length + terminator;
        return true;
    }

    /// <summary>Length of the record at the start of the buffer, without its line end; -1 at the end of the stream.</summary>
    private int FindRecord(out int terminator, out bool quoted)
    {
        quoted = false;
        var searched = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start + searched, _end - _start - searched);
            var newline = rest.IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var length = searched + newline;
                var candidate = _buffer.AsSpan(_start, length);
                if (candidate.Contains((byte)'"'))
                {
                    quoted = true;
                    if (candidate.Count((byte)'"') % 2 != 0 && length <= LongestRecord)
                    {
                        searched = length + 1;
                        continue;
                    }
                }

                terminator = 1;
                if (length > 0 && candidate[^1] == '\r')
                {
                    terminator = 2;
                    length--;
                }

                return length;
            }

            if (_atEnd || _end - _start > LongestRecord + 1)
            {
                terminator = 0;
                var length = _end - _start;
                if (length == 0) return -1;
                if (!_atEnd) return SkipLine();
                quoted = _buffer.AsSpan(_start, length).Contains((byte)'"');
                if (_buffer[_end - 1] == '\r') (length, terminator) = (length - 1, 1);
                return length;
            }

            searched = _end - _start;
            Fill();
        }
    }

    /// <summary>Drops the rest of a line that is too long to hold, so that reading can go on after it.</summary>
    /// <returns>A length that says that it was too long.</returns>
    private int SkipLine()
    {
        const int TooLong = LongestRecord + 1;
        (_start, _end) = (0, TooLong);
        var scratch = new byte[LongestRecord];
        for (int read; (read = stream.Read(scratch)) > 0;)
        {
            var newline = scratch.AsSpan(0, read).IndexOf((byte)'\n');
            if (newline < 0) continue;
            var rest = scratch.AsSpan(newline + 1, read - newline - 1);
            rest.CopyTo(_buffer.AsSpan(_end));
            _end += rest.Length;
            return TooLong;
        }

        _atEnd = true;
        return TooLong;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        do
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _atEnd = read == 0;
            _end += read;
        }
        while (!_begun && _end < 3 && !_atEnd);

        if (_begun) return;
        _begun = true;
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8)) _start = 3;
    }

    private void Split(ReadOnlySpan<byte> record)
    {
        _source = _buffer;
        FieldCount = 0;
        var from = 0;
        while (true)
        {
            var comma = record[from..].IndexOf((byte)',');
            var length = comma < 0 ? record.Length - from : comma;
            if (FieldCount == _fields.Length)
            {
                Malformed = $"more than {_fields.Length} values";
                return;
            }

            _fields[FieldCount++] = (_start + from, length);
            if (comma < 0) return;
            from += comma + 1;
        }
    }

    private void SplitQuoted(ReadOnlySpan<byte> record)
    {
        _source = _unquoted ??= new byte[LongestRecord + 1];
        FieldCount = 0;
        var written = 0;
        var at = 0;
        while (true)
        {
            if (FieldCount == _fields.Length)
            {
                Malformed = $"more than {_fields.Length} values";
                return;
            }

            var begin = written;
            if (at < record.Length && record[at] == '"')
            {
                at++;
                while (true)
                {
                    var quote = record[at..].IndexOf((byte)'"');
                    if (quote < 0)
                    {
                        Malformed = "a quote that is not closed";
                        return;
                    }

                    record.Slice(at, quote).CopyTo(_source.AsSpan(written));
                    written += quote;
                    at += quote + 1;
                    if (at >= record.Length || record[at] != '"') break;
                    _source[written++] = (byte)'"';
                    at++;
                }

                if (at < record.Length && record[at] != ',')
                {
                    Malformed = "text after a closing quote";
                    return;
                }
            }
            else
            {
                var comma = record[at..].IndexOf((byte)',');
                var field = comma < 0 ? record[at..] : record.Slice(at, comma);
                if (field.Contains((byte)'"'))
                {
                    Malformed = "a quote inside a value that is not quoted";
                    return;
                }

                field.CopyTo(_source.AsSpan(written));
                written += field.Length;
                at += field.Length;
            }

            _fields[FieldCount++] = (begin, written - begin);
            if (at >= record.Length) return;
            at++;
        }
    }
}
