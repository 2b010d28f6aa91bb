using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Cer.Messaging.HomeAssistant;

/// <summary>Keeps up a connection to a Home Assistant: asks, listens, and tries again when it ends.</summary>
/// <remarks>
/// Who is not let in hardly tries again: each try tells the owner of a failed login, and after some the address is banned.
/// Source: the websocket documentation of Home Assistant; what was measured on it is listed in docs/home-assistant.md.
/// </remarks>
public sealed class HomeClient : IAsyncDisposable
{
    /// <summary>
    /// So often a subscription that was granted before is asked for again while Core loads its integrations.
    /// </summary>
    private const int MostRefusals = 8;

    private readonly HomeOptions _options;
    private readonly TimeProvider _time;
    private readonly HomeKeeper _keeper;
    private long _dropped;

    public HomeClient(HomeOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        var door = new HomeDoor(options, time);
        _keeper = new(options, time, door, change => Changed?.Invoke(change));
        Rest = new(options, door);
        Statistics = new(this, time);
        Energy = new(this);
        Registries = new(this);
        Entities = new(this);
        Supervisor = options.Supervisor is { } place ? new(place, Rest) : null;
    }

    /// <summary>Told whenever the connection comes, goes or is refused. Must not throw.</summary>
    public event Action<HomeChange>? Changed;

    /// <summary>How the connection stands, and why.</summary>
    public HomeChange Last => _keeper.Last;

    public HomeState State => Last.State;

    /// <summary>The version in Core's own words; null before the first connection.</summary>
    public string? CoreVersion => _keeper.CoreVersion;

    /// <summary>The version of the last connection; the oldest before the first.</summary>
    public HomeVersion Version => HomeVersion.Read(CoreVersion);

    /// <summary>Events that were dropped so far because consumers did not take them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public HomeRest Rest { get; }

    public HomeStatistics Statistics { get; }

    public HomeEnergy Energy { get; }

    public HomeRegistries Registries { get; }

    public HomeEntities Entities { get; }

    /// <summary>Null when Core is reached directly.</summary>
    public HomeSupervisor? Supervisor { get; }

    /// <summary>Begins to keep the connection up; asked a second time it does nothing.</summary>
    public void Start() => _keeper.Start();

    /// <summary>Tries at once, though it is not yet time: somebody says that the token is right now.</summary>
    public void Retry() => _keeper.Retry();

    /// <summary>Waits until the connection is up, however long that takes.</summary>
    public Task ReadyAsync(CancellationToken cancellation) => _keeper.LinkAsync(cancellation);

    /// <summary>
    /// Asks, and waits for the result; waits for the connection first, but not longer than for an answer.
    /// </summary>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public async Task<JsonElement> AskAsync(string type, JsonObject? body, CancellationToken cancellation)
    {
        if (Last is { State: HomeState.Unauthorised } refused) throw new HomeFault(HomeFault.Unauthorised, refused.Reason!);
        HomeLink link;
        try
        {
            link = await _keeper.LinkAsync(cancellation).WaitAsync(_options.Answer, _time, cancellation);
        }
        catch (TimeoutException)
        {
            throw new HomeFault(HomeFault.ConnectionLost, Last.Reason ?? "Found no connection to Home Assistant, expected one in time.");
        }

        return await link.AskAsync(type, body, cancellation);
    }

    /// <summary>
    /// Calls a service, such as <c>persistent_notification</c> <c>create</c>, and waits until it is done.
    /// </summary>
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
        await _keeper.DisposeAsync();
        Rest.Dispose();
    }

    private async Task<(HomeLink Link, long Id)> SubscribeAsync(
        string type, JsonObject? body, HomeQueue queue, bool isAgain, CancellationToken cancellation)
    {
        var waits = _keeper.NewWaits();
        var refusals = 0;
        while (true)
        {
            var link = await _keeper.LinkAsync(cancellation);
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

    private static JsonObject ServiceCall(string domain, string service, JsonObject? data, JsonObject? target)
    {
        var call = new JsonObject { ["domain"] = domain, ["service"] = service };
        if (data is not null) call["service_data"] = data.DeepClone();
        if (target is not null) call["target"] = target.DeepClone();
        return call;
    }
}
