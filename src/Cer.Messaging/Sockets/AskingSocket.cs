using System.Globalization;
using System.Net.WebSockets;
using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Sockets;

/// <summary>A websocket that a device pushes over: asked when it is silent, and made anew when it is gone.</summary>
/// <remarks>
/// A device that lost its power says no goodbye, and small ones do not answer pings: so the question that they do answer is
/// asked after some silence, and who stays silent then is taken for gone.
/// </remarks>
public sealed class AskingSocket(Uri address, string question, TimeProvider time)
{
    /// <summary>A connection that lasted so long was a success: the waits begin again with the shortest.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    /// <summary>The longest message that is taken; a longer one ends the connection.</summary>
    public int MostBytes { get; init; } = 64 * 1024;

    /// <summary>After so long without a message the device is asked.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long it may take to connect, or to answer.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Told whenever the connection comes or goes. Must not throw.</summary>
    public Action<SocketState>? Changed { get; init; }

    /// <summary>Hands each message on, one after the other, on one connection after the other, until it is cancelled.</summary>
    /// <param name="take">Takes a message; nothing more is read before it returns. What it throws goes through.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task RunAsync(Func<byte[], CancellationToken, Task> take, CancellationToken cancellation)
    {
        var waits = new RetryWaits(Random.Shared);
        while (true)
        {
            var begun = time.GetTimestamp();
            string reason;
            try
            {
                reason = await RunOnceAsync(take, cancellation);
            }
            catch (Exception failure) when (failure is WebSocketException or IOException or InvalidOperationException)
            {
                reason = failure.InnerException?.Message ?? failure.Message;
            }

            if (time.GetElapsedTime(begun) >= Steady) waits.Reset();
            var wait = waits.Next();
            Changed?.Invoke(new SocketState.Waiting(wait, reason));
            await Task.Delay(wait, time, cancellation);
        }
    }

    /// <summary>Runs one connection to its end, and says why it ended.</summary>
    private async Task<string> RunOnceAsync(Func<byte[], CancellationToken, Task> take, CancellationToken cancellation)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        using (var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            patience.CancelAfter(Answer);
            try
            {
                await socket.ConnectAsync(address, patience.Token);
                await AskAsync(socket, patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return "found no answer to the connection, expected one in time";
            }
        }

        Changed?.Invoke(new SocketState.Connected());
        var buffer = new byte[8 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var receiving = socket.ReceiveAsync(buffer.AsMemory(), cancellation).AsTask();
            if (!await IsHeardAsync(socket, receiving, cancellation))
            {
                socket.Abort();
                await receiving.ContinueWith(_ => { }, TaskScheduler.Default);
                cancellation.ThrowIfCancellationRequested();
                return "found no answer to the question, expected one in time: the device is gone";
            }

            var received = await receiving;
            if (received.MessageType == WebSocketMessageType.Close)
                return "found the end of the connection, expected messages: the device closed it";
            message.Write(buffer, 0, received.Count);
            if (message.Length > MostBytes)
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"found a message longer than {MostBytes} bytes, expected a shorter one");
            }

            if (!received.EndOfMessage) continue;
            await take(message.ToArray(), cancellation);
            message.SetLength(0);
        }
    }

    /// <summary>Whether something comes: by itself, or after the question.</summary>
    private async Task<bool> IsHeardAsync(ClientWebSocket socket, Task receiving, CancellationToken cancellation)
    {
        if (await IsDoneAsync(receiving, Silence, cancellation)) return true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Answer);
        try
        {
            await AskAsync(socket, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }

        return await IsDoneAsync(receiving, Answer, cancellation);
    }

    private async Task<bool> IsDoneAsync(Task receiving, TimeSpan patience, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var done = await Task.WhenAny(receiving, Task.Delay(patience, time, enough.Token)) == receiving;
        await enough.CancelAsync();
        return done;
    }

    private Task AskAsync(ClientWebSocket socket, CancellationToken cancellation) => socket.SendAsync(
        System.Text.Encoding.UTF8.GetBytes(question), WebSocketMessageType.Text, endOfMessage: true, cancellation);
}
