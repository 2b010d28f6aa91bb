using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Cer.Host.Ingress;

/// <summary>Gives short answers a Content-Length: Home Assistant passes those on in one piece, and streams the others.</summary>
internal sealed class ShortBodies(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var before = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var body = new ShortBody(context.Response, before);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
            await body.EndAsync();
        }
        finally
        {
            context.Features.Set(before);
        }
    }

    /// <summary>Holds what is written until it is too long to be short, or is a stream of events.</summary>
    private sealed class ShortBody(HttpResponse response, IHttpResponseBodyFeature inner) : Stream, IHttpResponseBodyFeature
    {
        private const int Longest = 64 << 10;

        private readonly MemoryStream _held = new();
        private bool _passes;
        private PipeWriter? _writer;

        Stream IHttpResponseBodyFeature.Stream => this;

        public PipeWriter Writer => _writer ??= PipeWriter.Create(this, new(leaveOpen: true));

        public override bool CanRead => false;

        // So that an answer which failed in the middle can be begun anew.
        public override bool CanSeek => !_passes;

        public override bool CanWrite => true;

        public override long Length => _held.Length;

        public override long Position
        {
            get => _held.Position;
            set => throw new NotSupportedException();
        }

        private bool IsEvents => response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true;

        public async Task EndAsync()
        {
            if (_writer is not null) await _writer.FlushAsync();
            if (_passes) return;
            // Answers without a body say nothing of one, and one that names its length has it right.
            if (!response.HasStarted && response.ContentLength is null && _held.Length > 0) response.ContentLength = _held.Length;
            await PassAsync(CancellationToken.None);
        }

        public void DisableBuffering()
        {
            _passes |= _held.Length == 0;
            inner.DisableBuffering();
        }

        public Task StartAsync(CancellationToken cancellationToken = default) =>
            _passes || IsEvents ? inner.StartAsync(cancellationToken) : Task.CompletedTask;

        public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
        {
            await PassAsync(cancellationToken);
            await inner.SendFileAsync(path, offset, count, cancellationToken);
        }

        public async Task CompleteAsync()
        {
            await EndAsync();
            await inner.CompleteAsync();
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_passes && (IsEvents || response.ContentLength is not null || _held.Length + buffer.Length > Longest))
                await PassAsync(cancellationToken);
            if (_passes) await inner.Stream.WriteAsync(buffer, cancellationToken);
            else _held.Write(buffer.Span);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Written asynchronously.");

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            if (IsEvents && !_passes) return PassAndFlushAsync(cancellationToken);
            return _passes ? inner.Stream.FlushAsync(cancellationToken) : Task.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => _held.SetLength(value);

        private async Task PassAndFlushAsync(CancellationToken cancellation)
        {
            await PassAsync(cancellation);
            await inner.Stream.FlushAsync(cancellation);
        }

        private async Task PassAsync(CancellationToken cancellation)
        {
            if (_passes) return;
            _passes = true;
            if (_held.Length > 0) await inner.Stream.WriteAsync(_held.GetBuffer().AsMemory(0, (int)_held.Length), cancellation);
        }
    }
}
