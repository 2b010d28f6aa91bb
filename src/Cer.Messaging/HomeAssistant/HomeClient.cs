using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Messaging.Mqtt;
using NodaTime;

namespace Cer.Messaging.HomeAssistant;

/// <summary>Keeps up a connection to a Home Assistant: asks, listens, and tries again when it ends.</summary>
/// <remarks>
/// Who is not let in hardly tries again: each try tells the owner of a failed login, and after some the address is banned.
/// Source: the websocket documentation of Home Assistant; what was measured on it is listed in docs/home-assistant.md.
/// </remarks>
public sealed class HomeClient : IAsyncDisposable
{
    /// <summary>A connection that lasted so long was a success: the waits begin again with the shortest.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    /// <summary>So often a subscription that was granted before is asked for again while Core loads its integrations.</summary>
    private const int MostRefusals = 8;

    private readonly HomeOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource<HomeLink> _ready = NewReady();
    private TaskCompletionSource _retry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _keeping;
    private HomeChange _last = new(HomeState.Connecting, null, TimeSpan.Zero);
    private long _dropped;
    private bool _isDisposed;

    public HomeClient(HomeOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        Rest = new(options, time);
        Statistics = new(this, time);
        Energy = new(this);
        Registries = new(this);
        Supervisor = options.Supervisor is { } place ? new(place, Rest) : null;
    }

    /// <summary>Told whenever the connection comes, goes or is refused. Must not throw.</summary>
    public event Action<HomeChange>? Changed;

    /// <summary>How the connection stands, and why.</summary>
    public HomeChange Last => Volatile.Read(ref _last);

    public HomeState State => Last.State;

    /// <summary>The version in Core's own words; null before the first connection.</summary>
    public string? CoreVersion { get; private set; }

    /// <summary>The version of the last connection; the oldest before the first.</summary>
    public HomeVersion Version => HomeVersion.Read(CoreVersion);

    /// <summary>Events that were dropped so far because consumers did not take them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public HomeRest Rest { get; }

    public HomeStatistics Statistics { get; }

    public HomeEnergy Energy { get; }

    public HomeRegistries Registries { get; }

    /// <summary>Null when Core is reached directly.</summary>
    public HomeSupervisor? Supervisor { get; }

    /// <summary>Begins to keep the connection up; asked a second time it does nothing.</summary>
    public void Start()
    {
        lock (_gate) _keeping ??= Task.Run(KeepUpAsync);
    }

    /// <summary>Tries at once, though it is not yet time: somebody says that the token is right now.</summary>
    public void Retry()
    {
        lock (_gate) _retry.TrySetResult();
    }

    /// <summary>Waits until the connection is up, however long that takes.</summary>
    public Task ReadyAsync(CancellationToken cancellation) => LinkAsync(cancellation);

    /// <summary>Asks, and waits for the result; waits for the connection first, but not longer than for an answer.</summary>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public async Task<JsonElement> AskAsync(string type, JsonObject? body, CancellationToken cancellation)
    {
        if (Last is { State: HomeState.Unauthorised } refused) throw new HomeFault(HomeFault.Unauthorised, refused.Reason!);
        HomeLink link;
        try
        {
            link = await LinkAsync(cancellation).WaitAsync(_options.Answer, _time, cancellation);
        }
        catch (TimeoutException)
        {
            throw new HomeFault(HomeFault.ConnectionLost, Last.Reason ?? "Found no connection to Home Assistant, expected one in time.");
        }

        return await link.AskAsync(type, body, cancellation);
    }

    /// <summary>Calls a service, such as <c>persistent_notification</c> <c>create</c>, and waits until it is done.</summary>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public Task CallServiceAsync(
        string domain, string service, JsonObject? data, JsonObject? target, CancellationToken cancellation) =>
        AskAsync("call_service", ServiceCall(domain, service, data, target), cancellation);

    /// <summary>Calls a service that answers; one that cannot refuses.</summary>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public async Task<JsonElement> AskServiceAsync(
        string domain, string service, JsonObject? data, JsonObject? target, CancellationToken cancellation)
    {
        var call = ServiceCall(domain, service, data, target);
        call["return_response"] = true;
        return HomeJson.Member(await AskAsync("call_service", call, cancellation), "response");
    }

    /// <summary>Subscribes, and again on every connection; tells where events are missing.</summary>
    /// <exception cref="HomeFault">Refused; after it had been granted before, refused several times.</exception>
    public async IAsyncEnumerable<HomeNews> ListenAsync(
        string type, JsonObject? body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Instant? since = null;
        while (true)
        {
            var queue = new HomeQueue(_options.MostQueued, _options.MostQueuedBytes, () => Interlocked.Increment(ref _dropped));
            var (link, id) = await SubscribeAsync(type, body, queue, since is not null, cancellation);
            try
            {
                if (since is { } last) yield return new HomeNews.Gap(last, 0);
                await foreach (var news in queue.ReadAsync(cancellation)) yield return news;
            }
            finally
            {
                await link.UnsubscribeAsync(id);
            }

            since = link.HeardAt;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Start();
        await _keeping!;
        lock (_gate)
        {
            _isDisposed = true;
            _ready.TrySetException(new HomeFault(HomeFault.ConnectionLost, "The connection to Home Assistant is not kept up any more."));
        }

        Rest.Dispose();
    }

    private Task<HomeLink> LinkAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            Forget();
            return _ready.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>A connection that ended is given to nobody.</summary>
    private void Forget()
    {
        if (_ready.Task is { IsCompletedSuccessfully: true } ready && ready.Result.Ended.IsCompleted) _ready = NewReady();
    }

    private async Task<(HomeLink Link, long Id)> SubscribeAsync(
        string type, JsonObject? body, HomeQueue queue, bool isAgain, CancellationToken cancellation)
    {
        var waits = NewWaits();
        var refusals = 0;
        while (true)
        {
            var link = await LinkAsync(cancellation);
            try
            {
                return (link, await link.SubscribeAsync(type, body, queue, cancellation));
            }
            catch (HomeFault fault) when (fault.IsPassing || link.Ended.IsCompleted || (isAgain && refusals++ < MostRefusals))
            {
                // A Core that has just started does not know the commands of integrations that it has not loaded.
                if (!link.Ended.IsCompleted) await Task.Delay(waits.Next(), _time, cancellation);
            }
        }
    }

    private async Task KeepUpAsync()
    {
        var waits = NewWaits();
        while (!_stopping.IsCancellationRequested)
        {
            Tell(new(HomeState.Connecting, Last.Reason, TimeSpan.Zero));
            var begun = _time.GetTimestamp();
            HomeFault why;
            try
            {
                await using var link = await HomeLink.ConnectAsync(_options, _time, _stopping.Token);
                CoreVersion = link.Version;
                Rest.LetIn();
                lock (_gate) _ready.TrySetResult(link);
                Tell(new(HomeState.Ready, null, TimeSpan.Zero));
                why = await link.Ended.WaitAsync(_stopping.Token);
            }
            catch (HomeFault fault)
            {
                why = fault;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            lock (_gate)
            {
                Forget();
                if (_retry.Task.IsCompleted) _retry = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (_time.GetElapsedTime(begun) >= Steady) waits.Reset();
            await PauseAsync(why, waits);
        }
    }

    private async Task PauseAsync(HomeFault why, RetryWaits waits)
    {
        var isRefused = why.Code == HomeFault.Unauthorised;
        if (isRefused) Rest.ShutOut(why.Message);
        var wait = isRefused ? _options.UnauthorisedPause : waits.Next();
        Tell(new(isRefused ? HomeState.Unauthorised : HomeState.Away, why.Message, wait));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        Task retry;
        lock (_gate) retry = _retry.Task;
        await Task.WhenAny(Task.Delay(wait, _time, enough.Token), retry);
        await enough.CancelAsync();
    }

    private void Tell(HomeChange change)
    {
        Volatile.Write(ref _last, change);
        Changed?.Invoke(change);
    }

    private static JsonObject ServiceCall(string domain, string service, JsonObject? data, JsonObject? target)
    {
        var call = new JsonObject { ["domain"] = domain, ["service"] = service };
        if (data is not null) call["service_data"] = data.DeepClone();
        if (target is not null) call["target"] = target.DeepClone();
        return call;
    }

    private RetryWaits NewWaits() => new(Random.Shared, _options.FirstWait * 2, _options.LongestWait, 0.75);

    private static TaskCompletionSource<HomeLink> NewReady() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
