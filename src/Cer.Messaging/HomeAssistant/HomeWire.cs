using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;

namespace Cer.Messaging.HomeAssistant;

/// <summary>The websocket itself: whole messages in and out, bounded, and why it ended in words.</summary>
internal sealed class HomeWire(HomeOptions options) : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _message = new(16 * 1024);

    /// <exception cref="HomeFault">Not let in, or nobody there.</exception>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        _socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await _socket.ConnectAsync(options.Socket, cancellation);
        }
        catch (WebSocketException failure)
        {
            throw Refused(_socket.HttpStatusCode, failure);
        }
    }

    public async Task SendAsync(byte[] message, CancellationToken cancellation)
    {
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or InvalidOperationException)
        {
            throw Lost(failure);
        }
    }

    /// <summary>The next message, and how many bytes it had.</summary>
    /// <exception cref="HomeFault">The connection ended, or what came is no message.</exception>
    public async Task<(JsonDocument Document, int Bytes)> ReceiveAsync(CancellationToken cancellation)
    {
        _message.ResetWrittenCount();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(_message.GetMemory(16 * 1024), cancellation);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new HomeFault(HomeFault.ConnectionLost, string.Create(
                        CultureInfo.InvariantCulture, $"Home Assistant closed the connection ({(int?)_socket.CloseStatus})."));
                }

                _message.Advance(part.Count);
                if (_message.WrittenCount > options.MostBytes)
                {
                    throw new HomeFault(HomeFault.BadAnswer, string.Create(
                        CultureInfo.InvariantCulture, $"Found a message longer than {options.MostBytes} bytes, expected a shorter one."));
                }

                if (part.EndOfMessage) return (JsonDocument.Parse(_message.WrittenSpan.ToArray()), _message.WrittenCount);
            }
        }
        catch (HomeFault)
        {
            throw;
        }
        catch (JsonException failure)
        {
            throw new HomeFault(HomeFault.BadAnswer, "Found a message that is not JSON, expected JSON.", failure);
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or InvalidOperationException)
        {
            throw Lost(failure);
        }
        finally
        {
            // A long answer comes once at the start; its buffer would be kept for good.
            if (_message.Capacity > 1024 * 1024) _message.Clear();
        }
    }

    /// <summary>Says goodbye, as long as somebody listens.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or InvalidOperationException
            or OperationCanceledException)
        {
            // It was over already.
        }
    }

    public void Abort() => _socket.Abort();

    public void Dispose() => _socket.Dispose();

    /// <remarks>
    /// Core answers 403 to an address that it has banned after failed logins: trying on would not help either.
    /// </remarks>
    private static HomeFault Refused(HttpStatusCode status, Exception cause) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(HomeFault.Unauthorised, string.Create(
            CultureInfo.InvariantCulture, $"Home Assistant does not let us in ({(int)status})."), cause),
        HttpStatusCode.BadGateway => new(HomeFault.NotReady, "Home Assistant is not ready: the Supervisor answers in its place.", cause),
        _ => Lost(cause),
    };

    private static HomeFault Lost(Exception cause) => new(
        HomeFault.ConnectionLost, $"Found no connection to Home Assistant ({cause.InnerException?.Message ?? cause.Message}).", cause);
}
