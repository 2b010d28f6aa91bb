using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.HomeAssistant.Peer;

/// <summary>One websocket that was let in: numbers must rise, and who does not read is cut off.</summary>
internal sealed class PeerSocket(WebSocket socket, string token, PeerOptions options) : IDisposable
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly Queue<JsonObject> _waiting = new();
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _some = new(0);
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastId;
    private long _manySince = -1;

    public string Token => token;

    public bool GathersMessages { get; set; }

    /// <summary>What ends each subscription, by its number.</summary>
    public Dictionary<long, Action> Subscriptions { get; } = [];

    /// <summary>Largest number of messages that came together.</summary>
    public int LargestGathering { get; private set; }

    public bool WasCutOff { get; private set; }

    public void Event(long id, JsonNode body) => Send(new() { ["id"] = id, ["type"] = "event", ["event"] = body });

    public void Result(long id, JsonNode? result) => Send(
        new() { ["id"] = id, ["type"] = "result", ["success"] = true, ["result"] = result });

    public void Refuse(long id, string code, string message) => Send(new()
    {
        ["id"] = id,
        ["type"] = "result",
        ["success"] = false,
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
    });

    public void Send(JsonObject message)
    {
        lock (_gate)
        {
            _waiting.Enqueue(message);
            if (_waiting.Count > options.MostWaiting) CutOff();
            if (_waiting.Count <= options.ManyWaiting) _manySince = -1;
            else if (_manySince < 0) _manySince = options.Time.GetTimestamp();
            else if (options.Time.GetElapsedTime(_manySince) > options.ManyFor) CutOff();
        }

        _some.Release();
    }

    /// <summary>Whether the number may be used.</summary>
    public bool Takes(long id)
    {
        if (id <= _lastId) return false;
        _lastId = id;
        return true;
    }

    public async Task RunAsync(Func<PeerSocket, JsonElement, Task> take)
    {
        var writing = WriteAsync();
        try
        {
            while (await PeerWire.ReceiveAsync(socket, _over.Token) is { } message)
            {
                using (message) await take(this, message.RootElement);
            }

            _ended.TrySetResult();
            await CloseAsync();
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException)
        {
            // It is over.
        }
        finally
        {
            _ended.TrySetResult();
            await _over.CancelAsync();
            await writing;
        }
    }

    /// <summary>Says goodbye, as Core does when it stops, and waits a little for the answer.</summary>
    public async Task CloseAsync()
    {
        try
        {
            using var enough = new CancellationTokenSource(Goodbye);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, enough.Token);
            await _ended.Task.WaitAsync(Goodbye);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException
            or InvalidOperationException or TimeoutException)
        {
            Abort();
        }
    }

    /// <summary>Is gone without a word.</summary>
    public void Abort()
    {
        _over.Cancel();
        socket.Abort();
    }

    public void Dispose() => Abort();

    private void CutOff()
    {
        WasCutOff = true;
        Abort();
    }

    private async Task WriteAsync()
    {
        try
        {
            while (true)
            {
                await _some.WaitAsync(_over.Token);
                List<JsonObject> taken = [];
                lock (_gate)
                {
                    do
                    {
                        if (_waiting.TryDequeue(out var next)) taken.Add(next);
                    }
                    while (GathersMessages && _waiting.Count > 0);
                }

                if (taken.Count == 0) continue;
                LargestGathering = Math.Max(LargestGathering, taken.Count);
                JsonNode whole = taken.Count > 1 ? new JsonArray([.. taken]) : taken[0];
                await PeerWire.SendAsync(socket, whole, _over.Token);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException)
        {
            // It is over.
        }
    }
}
