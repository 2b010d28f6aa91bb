using System.Text;

namespace Cer.Messaging.Smtp;

/// <summary>Reads the answers of a server, of which each has bounds.</summary>
/// <remarks>RFC 5321 4.5.3.1.5 allows 512 bytes a line; servers write more, so eight times that is read.</remarks>
internal sealed class ReplyReader(Stream stream)
{
    public const int LongestLine = 4096;
    public const int MostLines = 128;

    private readonly byte[] _buffer = new byte[LongestLine];
    private int _start;
    private int _end;

    /// <summary>Whether the server has said more than was asked: before encryption nobody knows who said it.</summary>
    public bool HasMore => _end > _start;

    /// <exception cref="SmtpFault">It hung up, or what it says is no answer.</exception>
    public async Task<SmtpReply> ReadAsync(CancellationToken cancellation)
    {
        List<string> lines = [];
        var code = 0;
        while (true)
        {
            var line = await LineAsync(cancellation);
            if (!TryCode(line, out var found, out var isLast)) throw Garbled("a line that begins otherwise");
            if (lines.Count > 0 && found != code) throw Garbled("two codes in one answer");
            code = found;
            lines.Add(line.Length > 4 ? Clean(line[4..]) : "");
            if (isLast) return new(code, lines);
            if (lines.Count == MostLines) throw Garbled($"more than {MostLines} lines in one answer");
        }
    }

    private static bool TryCode(string line, out int code, out bool isLast)
    {
        (code, isLast) = (0, line.Length == 3 || (line.Length > 3 && line[3] == ' '));
        if (line.Length < 3 || line[0] is < '2' or > '5' || line[1] is < '0' or > '9' || line[2] is < '0' or > '9') return false;
        code = ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0');
        return isLast || line[3] == '-';
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        var searched = 0;
        while (true)
        {
            var end = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer.AsSpan(_start, searched + end)).TrimEnd('\r');
                _start += searched + end + 1;
                return line;
            }

            searched = _end - _start;
            if (searched == LongestLine) throw Garbled($"a line of more than {LongestLine} bytes");
            if (_start > 0)
            {
                _buffer.AsSpan(_start, searched).CopyTo(_buffer);
                (_start, _end) = (0, searched);
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
            if (read == 0) throw new SmtpFault(SmtpFaultKind.Unreachable, "Found that the server hung up, expected its answer.");
            _end += read;
        }
    }

    private static string Clean(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim();

    private static SmtpFault Garbled(string what) =>
        new(SmtpFaultKind.Garbled, $"Found {what} from the server, expected an answer of SMTP: three digits and text.");
}
