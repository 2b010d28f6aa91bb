using System.Security.Cryptography;

namespace Cer.Operations.Settling;

/// <summary>Hashes what is written, and passes it on where somebody wants it.</summary>
internal sealed class HashingSink(Stream? inner, Action<byte[]> done) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException("A sink only takes.");

    public override long Position
    {
        get => throw new NotSupportedException("A sink only takes.");
        set => throw new NotSupportedException("A sink only takes.");
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        _hash.AppendData(buffer, offset, count);
        inner?.Write(buffer, offset, count);
    }

    public override void Flush() => inner?.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A sink only takes.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A sink only takes.");

    public override void SetLength(long value) => throw new NotSupportedException("A sink only takes.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            done(_hash.GetHashAndReset());
            _hash.Dispose();
            inner?.Dispose();
        }

        base.Dispose(disposing);
    }
}
