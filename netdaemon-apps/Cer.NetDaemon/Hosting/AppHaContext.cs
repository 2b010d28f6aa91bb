using System.Collections.Concurrent;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NetDaemon.HassModel;
using NetDaemon.HassModel.Entities;

namespace Cer.NetDaemon;

/// <summary>Home Assistant for one app: its own queue of events, and an end.</summary>
/// <remarks>The queue is bounded: of an app that is too slow the oldest events are dropped, and it is said how many.</remarks>
internal sealed partial class AppHaContext : IHaContext, IAsyncDisposable
{
    private const int MostQueued = 4096;
    private const string StateChanged = "state_changed";
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);

    private readonly IHomeLink _link;
    private readonly HomeStates _states;
    private readonly ILogger _logger;
    private readonly Subject<Event> _events = new();
    private readonly Channel<Event> _queue;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _pump;
    private readonly ConcurrentDictionary<Task, bool> _calls = new();
    private long _dropped;
    private int _isDisposed;

    public AppHaContext(IHomeLink link, HomeStates states, ILogger<AppHaContext> logger)
    {
        (_link, _states, _logger) = (link, states, logger);
        _queue = Channel.CreateBounded<Event>(
            new BoundedChannelOptions(MostQueued) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
        _pump = Task.Run(PumpAsync);
    }

    public IObservable<Event> Events => _events.AsObservable();

    public void Tell(Event one) => _queue.Writer.TryWrite(one);

    public IObservable<StateChange> StateAllChanges() => _events
        .Where(one => one is { EventType: StateChanged, DataElement: not null })
        .Select(one => new StateChange(one.DataElement!.Value, this));

    public EntityState? GetState(string entityId) => _states.Find(entityId);

    public IReadOnlyList<Entity> GetAllEntities() => [.. _states.Ids.Select(id => new Entity(this, id))];

    public Entity Entity(string entityId) => new(this, entityId);

    public void CallService(string domain, string service, ServiceTarget? target = null, object? data = null) =>
        _ = TrackAsync(() => CallAsync(domain, service, target, data, false));

    public Task<JsonElement?> CallServiceWithResponseAsync(
        string domain, string service, ServiceTarget? target = null, object? data = null) =>
        CallAsync(domain, service, target, data, true);

    public void SendEvent(string eventType, object? data = null) =>
        _ = TrackAsync(() => _link.FireAsync(eventType, Element(data), _end.Token));

    public Area? GetAreaFromEntityId(string entityId) => GetEntityRegistration(entityId)?.Area;

    public EntityRegistration? GetEntityRegistration(string entityId)
    {
        if (_states.Entry(entityId) is not { } entry) return null;
        var area = entry.AreaId is null ? null : new Area { Id = entry.AreaId, Name = entry.Area };
        return new()
        {
            Id = entry.Entity,
            Name = entry.Name,
            Area = area,
            Device = entry.DeviceId is null
                ? null
                : new Device
                {
                    Id = entry.DeviceId,
                    Name = entry.Device,
                    Manufacturer = entry.Manufacturer,
                    Model = entry.Model,
                },
        };
    }

    /// <summary>The container asks for it once for each name under which it gave the context out.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1) return;
        _queue.Writer.TryComplete();
        // What an app said last goes out before its end; nobody waits for what hangs.
        await Task.WhenAny(Task.WhenAll(_calls.Keys), Task.Delay(LongestGoodbye));
        await _end.CancelAsync();
        await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _events.OnCompleted();
        _events.Dispose();
        _end.Dispose();
    }

    private async Task PumpAsync()
    {
        await foreach (var one in _queue.Reader.ReadAllAsync(_end.Token))
        {
            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped) LogDropped(dropped);
            try
            {
                _events.OnNext(one);
            }
            catch (Exception failure)
            {
                LogFailed(failure);
            }
        }
    }

    private Task<JsonElement?> CallAsync(string domain, string service, ServiceTarget? target, object? data, bool answers) =>
        _link.CallAsync(domain, service, Target(target), Element(data), answers, _end.Token);

    private async Task TrackAsync(Func<Task> call)
    {
        var said = new TaskCompletionSource();
        _calls[said.Task] = true;
        try
        {
            await call();
        }
        catch (OperationCanceledException)
        {
            // The app has ended.
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
        finally
        {
            said.TrySetResult();
            _calls.TryRemove(said.Task, out _);
        }
    }

    private static JsonElement? Element(object? data) => data is null ? null : JsonSerializer.SerializeToElement(data);

    private static JsonElement? Target(ServiceTarget? target)
    {
        if (target is null) return null;
        var lists = new Dictionary<string, IReadOnlyCollection<string>?>(StringComparer.Ordinal)
        {
            ["entity_id"] = target.EntityIds,
            ["device_id"] = target.DeviceIds,
            ["area_id"] = target.AreaIds,
            ["floor_id"] = target.FloorIds,
            ["label_id"] = target.LabelIds,
        };
        return JsonSerializer.SerializeToElement(lists.Where(one => one.Value is not null).ToDictionary());
    }

    [LoggerMessage(LogLevel.Warning, "An app was too slow: {Count} events were dropped")]
    private partial void LogDropped(long count);

    [LoggerMessage(LogLevel.Error, "What an app did with Home Assistant failed")]
    private partial void LogFailed(Exception failure);
}
