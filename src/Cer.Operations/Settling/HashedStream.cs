using System.Security.Cryptography;

namespace Cer.Operations.Settling;

/// <summary>A stream that hashes what is read from it.</summary>
internal sealed class HashedStream(Stream inner, IncrementalHash hash) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A hashed stream is read from start to end.");

    public override long Position
    {
        get => throw new NotSupportedException("A hashed stream is read from start to end.");
        set => throw new NotSupportedException("A hashed stream is read from start to end.");
    }

    public void ReadToEnd()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0)
        {
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        hash.AppendData(buffer[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("A hashed stream is read from start to end.");

    public override void SetLength(long value) => throw new NotSupportedException("A hashed stream is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A hashed stream is only read.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
