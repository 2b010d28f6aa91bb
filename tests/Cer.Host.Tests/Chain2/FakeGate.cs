using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Cer.Host.Tests.Chain2;

/// <summary>A device on loopback that speaks as a Chain2Gate does: answers a question, and pushes what a test gives it.</summary>
public sealed class FakeGate : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<WebSocket, SemaphoreSlim> _open = [];
    private int _connections;
    private int _questions;

    private FakeGate(WebApplication app) => _app = app;

    /// <summary>Whether it answers questions, or has hung itself up.</summary>
    public bool Answers { get; set; } = true;

    public string Device { get; init; } = "c2g-0A1B2C3D4";

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many listen now.</summary>
    public int Open => _open.Count;

    public int Questions => Volatile.Read(ref _questions);

    public Uri Address => new UriBuilder(_app.Urls.Single()) { Scheme = "ws" }.Uri;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<FakeGate> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var gate = new FakeGate(app);
        app.UseWebSockets();
        app.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            Interlocked.Increment(ref gate._connections);
            gate._open[socket] = new(1);
            try
            {
                await gate.ServeAsync(socket);
            }
            finally
            {
                gate._open.TryRemove(socket, out _);
            }
        });
        await app.StartAsync(Cancellation);
        return gate;
    }

    /// <summary>Pushes to whoever listens, when somebody does.</summary>
    public async Task PushAsync(params byte[][] frames)
    {
        await Mqtt.Eventually.EqualAsync(true, () => Task.FromResult(!_open.IsEmpty));
        foreach (var (socket, gate) in _open)
        {
            foreach (var frame in frames) await SendAsync(socket, gate, frame);
        }
    }

    /// <summary>As when its power fails.</summary>
    public void Drop()
    {
        foreach (var socket in _open.Keys) socket.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        Drop();
        await _app.DisposeAsync();
    }

    private static async Task SendAsync(WebSocket socket, SemaphoreSlim gate, byte[] frame)
    {
        await gate.WaitAsync(Cancellation);
        try
        {
            // In two pieces, as a network may have it.
            var half = frame.Length / 2;
            await socket.SendAsync(frame.AsMemory(0, half), WebSocketMessageType.Text, false, Cancellation);
            await socket.SendAsync(frame.AsMemory(half), WebSocketMessageType.Text, true, Cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ServeAsync(WebSocket socket)
    {
        var buffer = new byte[1024];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) return;
                if (Encoding.UTF8.GetString(buffer, 0, received.Count) != "!") continue;
                Interlocked.Increment(ref _questions);
                if (!Answers) continue;
                var info = $"{{\"Chain2Info\":{{\"Id\":\"{Device}\",\"Ip\":\"192.0.2.10\",\"ProgId\":\"1.0\",\"CFcountFromBoot\":1}}}}";
                await SendAsync(socket, _open[socket], Encoding.UTF8.GetBytes(info));
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException)
        {
            // It was dropped.
        }
    }
}
