using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cer.Messaging.Smtp;

/// <summary>Commands and answers over one connection: each waits only so long, and secrets come back in no fault.</summary>
internal sealed class SmtpChannel : IAsyncDisposable
{
    private readonly SmtpOptions _options;
    private readonly Socket _socket;
    private Stream _stream;
    private ReplyReader _reader;
    private string[] _secrets = [];

    private SmtpChannel(SmtpOptions options, Socket socket)
    {
        (_options, _socket) = (options, socket);
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new(_stream);
    }

    /// <summary>How this machine calls itself: by the address that the server sees, or its own side of it.</summary>
    public string OwnName
    {
        get
        {
            var address = ((IPEndPoint)_socket.LocalEndPoint!).Address;
            if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
            return address.AddressFamily == AddressFamily.InterNetworkV6
                ? $"[IPv6:{address.ToString().Split('%')[0]}]"
                : $"[{address}]";
        }
    }

    public static Task<SmtpChannel> OpenAsync(SmtpOptions options, CancellationToken cancellation) => WithinAsync(
        options.Patience, async token =>
            new SmtpChannel(options, await SmtpTransport.ConnectAsync(options, token)), cancellation);

    /// <exception cref="SmtpFault">The server had said something in the clear that would be taken for its encrypted word.</exception>
    public async Task EncryptAsync(CancellationToken cancellation)
    {
        if (_reader.HasMore)
            throw new SmtpFault(
                SmtpFaultKind.Garbled,
                "Found more than an answer before encryption, expected nothing that others could have put there.");
        _stream = await WithinAsync(
            _options.Patience, token => SmtpTransport.EncryptAsync(_stream, _options, token), cancellation);
        _reader = new(_stream);
    }

    /// <summary>Words that no fault may repeat: servers repeat what they do not understand.</summary>
    public void Hide(params string[] secrets) => _secrets = [.. _secrets, .. secrets.Where(secret => secret.Length > 0)];

    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellation)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new ArgumentException("Found a line's end or a NUL in a command, expected one line.", nameof(command));
        await WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellation);
        return await ReadAsync(_options.Patience, cancellation);
    }

    public Task<SmtpReply> ReadAsync(CancellationToken cancellation) => ReadAsync(_options.Patience, cancellation);

    public async Task<SmtpReply> ReadAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var reply = await WithinAsync(patience, token => _reader.ReadAsync(token), cancellation);
        return _secrets.Length == 0 ? reply : reply with { Lines = [.. reply.Lines.Select(WithoutSecrets)] };
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        const int Piece = 1 << 16;
        for (; bytes.Length > 0; bytes = bytes[Math.Min(Piece, bytes.Length)..])
        {
            var piece = bytes[..Math.Min(Piece, bytes.Length)];
            await WithinAsync(
                _options.Patience,
                async token =>
                {
                    await _stream.WriteAsync(piece, token);
                    await _stream.FlushAsync(token);
                    return true;
                },
                cancellation);
        }
    }

    /// <exception cref="SmtpFault">The server has hung up.</exception>
    public void ThrowIfGone()
    {
        bool isGone;
        try
        {
            isGone = _socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0;
        }
        catch (SocketException)
        {
            isGone = true;
        }

        if (isGone) throw new SmtpFault(
            SmtpFaultKind.Unreachable,
            "Found that the server hung up within the letter, expected it to wait for the end.");
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private string WithoutSecrets(string line) =>
        _secrets.Aggregate(line, (text, secret) => text.Replace(secret, "…", StringComparison.Ordinal));

    private static async Task<T> WithinAsync<T>(
        TimeSpan patience, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        both.CancelAfter(patience);
        try
        {
            return await work(both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SmtpFault(
                SmtpFaultKind.Silent,
                $"Found no answer in {patience.TotalSeconds:0} s, expected one of the mail server.");
        }
        catch (Exception failure) when (failure is IOException and not SmtpFault or SocketException or ObjectDisposedException)
        {
            throw new SmtpFault(
                SmtpFaultKind.Unreachable,
                $"Found the connection to the mail server broken, expected it to last: {failure.Message}",
                null,
                failure);
        }
    }
}
