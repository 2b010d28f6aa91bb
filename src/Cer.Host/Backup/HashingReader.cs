using System.Security.Cryptography;

namespace Cer.Host.Backup;

/// <summary>Passes on what is read from a stream, and knows its hash and its size.</summary>
/// <remarks>
/// A stream that knows its length gives just that length: a file that shrinks meanwhile is a fault, and growth is left out.
/// </remarks>
internal sealed class HashingReader(Stream inner, Action<long>? told = null) : Stream
{
    private readonly long? _length = inner.CanSeek ? inner.Length - inner.Position : null;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Size { get; private set; }

    public override bool CanRead => true;

    // It cannot go back, but a reader takes this for the sign that it may ask for the length.
    public override bool CanSeek => _length is not null;

    public override bool CanWrite => false;

    public override long Length => _length ?? throw new NotSupportedException("Its length is not known before its end.");

    public override long Position
    {
        get => Size;
        set => throw new NotSupportedException("It is read from start to end.");
    }

    /// <summary>Of what was read so far; then it begins anew.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        buffer = buffer[..Room(buffer.Length)];
        var read = inner.Read(buffer);
        Note(buffer[..read], buffer.Length);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        buffer = buffer[..Room(buffer.Length)];
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Note(buffer.Span[..read], buffer.Length);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("It is read from start to end.");

    public override void SetLength(long value) => throw new NotSupportedException("It is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is only read.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Room(int wanted) => _length is { } length ? (int)Math.Min(wanted, length - Size) : wanted;

    private void Note(ReadOnlySpan<byte> read, int wanted)
    {
        if (read.IsEmpty && wanted > 0 && Size < _length) throw new IOException(
            "A file grew shorter while it was saved, expected it to stand still.");
        _hash.AppendData(read);
        Size += read.Length;
        told?.Invoke(Size);
    }
}
