using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Cer.Messaging.HomeAssistant;

/// <summary>
/// One connection: let in, it numbers questions upwards from one, and hands answers and events to who waits for them.
/// </summary>
/// <remarks>Source: the websocket documentation of Home Assistant.</remarks>
internal sealed class HomeLink : IAsyncDisposable
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly HomeOptions _options;
    private readonly TimeProvider _time;
    private readonly HomeWire _wire;
    private readonly HomeDesk _desk = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private long _lastId;
    private long _heard;
    private long _heardAt;
    private Task _running = Task.CompletedTask;

    private HomeLink(HomeOptions options, TimeProvider time)
    {
        (_options, _time, _wire) = (options, time, new(options));
        _heard = time.GetTimestamp();
        _heardAt = time.GetUtcNow().UtcTicks;
    }

    public string? Version { get; private set; }

    /// <summary>When the last message came.</summary>
    public Instant HeardAt => Instant.FromDateTimeOffset(new(Volatile.Read(ref _heardAt), TimeSpan.Zero));

    /// <summary>Ends with the connection, and says why.</summary>
    public Task<HomeFault> Ended => _desk.Ended;

    /// <summary>Connects and is let in.</summary>
    /// <exception cref="HomeFault">Nobody there, or not let in.</exception>
    public static async Task<HomeLink> ConnectAsync(HomeOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var link = new HomeLink(options, time);
        try
        {
            using var enough = new CancellationTokenSource(options.Answer, time);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation, enough.Token);
            try
            {
                await link.GreetAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new HomeFault(HomeFault.Timeout, "Found no greeting of Home Assistant, expected one in time.");
            }

            link._running = Task.WhenAll(link.ReadAsync(), link.WatchAsync());
            await link.GatherAsync(cancellation);
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks, and waits for the result.</summary>
    /// <exception cref="HomeFault">Refused, no answer in time, or the connection ended.</exception>
    public async Task<JsonElement> AskAsync(string type, JsonObject? body, CancellationToken cancellation) =>
        (await AskAsync(type, body, null, cancellation)).Result;

    /// <summary>Subscribes: what comes goes into the queue, which ends with the connection.</summary>
    /// <returns>The number of the subscription.</returns>
    /// <exception cref="HomeFault">Refused, no answer in time, or the connection ended.</exception>
    public async Task<long> SubscribeAsync(string type, JsonObject? body, HomeQueue queue, CancellationToken cancellation) =>
        (await AskAsync(type, body, queue, cancellation)).Id;

    /// <summary>Ends a subscription, as far as that is still possible.</summary>
    public async Task UnsubscribeAsync(long id)
    {
        _desk.Forget(id);
        if (Ended.IsCompleted) return;
        try
        {
            await AskAsync("unsubscribe_events", new() { ["subscription"] = id }, CancellationToken.None);
        }
        catch (HomeFault)
        {
            // The connection ended, and the subscription with it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ending.IsCancellationRequested && Version is not null)
        {
            using var enough = new CancellationTokenSource(Goodbye);
            await _wire.CloseAsync(enough.Token);
        }

        End(new(HomeFault.ConnectionLost, "The connection to Home Assistant was closed here."));
        await _running;
        _wire.Dispose();
    }

    private async Task<(long Id, JsonElement Result)> AskAsync(
        string type, JsonObject? body, HomeQueue? queue, CancellationToken cancellation)
    {
        var answer = HomeDesk.NewAnswer();
        var message = body?.DeepClone().AsObject() ?? [];
        message["type"] = type;
        await _sending.WaitAsync(cancellation);
        long id;
        try
        {
            // Numbers must rise in the order in which they are sent.
            id = ++_lastId;
            message["id"] = id;
            _desk.Open(id, answer, queue);

            // Cancelled half-way, the message would break the connection for everybody: so only the end of it, or long silence, does.
            using var enough = new CancellationTokenSource(_options.Answer, _time);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, enough.Token);
            await _wire.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), patience.Token);
        }
        catch (OperationCanceledException)
        {
            End(new(HomeFault.Timeout, "Home Assistant does not read what is sent to it."));
            throw await Ended;
        }
        finally
        {
            _sending.Release();
        }

        try
        {
            return (id, await answer.Task.WaitAsync(_options.Answer, _time, cancellation));
        }
        catch (Exception failure)
        {
            _desk.Forget(id);
            if (failure is not TimeoutException) throw;
            throw new HomeFault(HomeFault.Timeout, $"Found no answer of Home Assistant to '{type}', expected one in time.");
        }
    }

    private async Task GreetAsync(CancellationToken cancellation)
    {
        await _wire.ConnectAsync(cancellation);
        var (greeting, _) = await _wire.ReceiveAsync(cancellation);
        using (greeting) Version = HomeJson.Text(greeting.RootElement, "ha_version");
        await _wire.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["type"] = "auth", ["access_token"] = _options.Token }), cancellation);
        var (answer, _) = await _wire.ReceiveAsync(cancellation);
        using (answer)
        {
            Version = HomeJson.Text(answer.RootElement, "ha_version") ?? Version ?? "";
            if (HomeJson.Text(answer.RootElement, "type") == "auth_ok") return;
            Version = null;
            throw HomeJson.Text(answer.RootElement, "type") == "auth_invalid"
                ? new(HomeFault.Unauthorised, "Home Assistant does not accept the token: it was revoked, or is another's.")
                : new HomeFault(HomeFault.BadAnswer, "Found another answer to the token, expected whether it is accepted.");
        }
    }

    /// <summary>
    /// Asks that messages come together when many wait. One that does not know it sends them one by one.
    /// </summary>
    private async Task GatherAsync(CancellationToken cancellation)
    {
        try
        {
            await AskAsync("supported_features", new() { ["features"] = new JsonObject { ["coalesce_messages"] = 1 } }, cancellation);
        }
        catch (HomeFault refused) when (!Ended.IsCompleted && !refused.IsPassing)
        {
            // An older one.
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                var (document, bytes) = await _wire.ReceiveAsync(_ending.Token);
                Volatile.Write(ref _heard, _time.GetTimestamp());
                Volatile.Write(ref _heardAt, _time.GetUtcNow().UtcTicks);
                using (document) _desk.Take(document.RootElement, bytes, HeardAt);
            }
        }
        catch (HomeFault fault)
        {
            End(fault);
        }
        catch (OperationCanceledException)
        {
            // It was ended here.
        }
        catch (Exception failure)
        {
            // Whatever it was that came: a connection that is not read any more is over.
            End(new(HomeFault.BadAnswer, "Found a message that cannot be understood, expected one of Home Assistant.", failure));
        }
    }

    /// <summary>
    /// Asks whether the other side is there when it is silent: one that lost its power says no goodbye.
    /// </summary>
    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                var silent = _time.GetElapsedTime(Volatile.Read(ref _heard));
                if (silent < _options.Silence) await Task.Delay(_options.Silence - silent, _time, _ending.Token);
                else await AskAsync("ping", null, _ending.Token);
            }
        }
        catch (HomeFault fault)
        {
            End(fault);
        }
        catch (OperationCanceledException)
        {
            // It was ended here.
        }
    }

    private void End(HomeFault why)
    {
        if (!_desk.Close(why)) return;
        _ending.Cancel();
        _wire.Abort();
    }
}
