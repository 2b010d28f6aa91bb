using System.Collections.Immutable;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Threading.Channels;
using Cer.Domain.Metering.Counters;
using Microsoft.Extensions.Logging;
using NetDaemon.Extensions.Scheduler;
using NetDaemon.HassModel;
using NetDaemon.HassModel.Entities;
using NodaTime;

namespace Cer.Apps;

/// <summary>Reads counters in Home Assistant and brings their quarters of an hour to the platform.</summary>
/// <remarks>
/// All that an app must not lose is in its folder: apps are disposed and made anew on every reconnection. On a start it reads
/// what the recorder kept since the last sample, and only then takes what comes. A quarter is in the journal before the counter's state says
/// that it was told: a program that ends between the two tells it again, and the platform takes the same twice as once.
/// </remarks>
public sealed partial class Collector : IAsyncDisposable
{
    private const int MostQueued = 10_000;
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly Duration BetweenSaves = Duration.FromMinutes(1);

    private readonly IHaContext _ha;
    private readonly IScheduler _scheduler;
    private readonly HistoryReader? _history;
    private readonly CoreState? _core;
    private readonly ILogger _logger;
    private readonly PlatformConfig _platform;
    private readonly IPlatformDoor _door;
    private readonly string _folder;
    private readonly IReadOnlyList<Meter> _meters;
    private readonly HashSet<string> _named;
    private readonly ILookup<string, Meter> _byEntity;
    private readonly CompositeDisposable _listening = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<CollectorWork> _work;

    private Task _running = Task.CompletedTask;
    private ImmutableDictionary<string, MeterState> _states = ImmutableDictionary<string, MeterState>.Empty;
    private Instant _saved;
    private long _dropped;

    public Collector(
        IHaContext ha,
        IScheduler scheduler,
        HistoryReader? history,
        ILogger logger,
        string app,
        IEnumerable<Meter> meters,
        PlatformConfig platform,
        IPlatformDoor? door = null,
        CoreState? core = null)
    {
        (_ha, _scheduler, _history, _core, _logger, _platform) = (ha, scheduler, history, core, logger, platform);
        _door = door ?? new PlatformDoor(platform);
        _folder = Path.Combine(platform.Folder, app);
        _work = Channel.CreateBounded<CollectorWork>(
            new BoundedChannelOptions(MostQueued) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
        Meter[] all = [.. meters];
        _named = [.. all.Select(meter => meter.Key)];
        (_meters, var problems) = Meter.Check(all);
        foreach (var problem in problems) LogProblem(problem);
        _byEntity = _meters.SelectMany(meter => meter.Entities.Select(entity => (entity, meter)))
            .ToLookup(pair => pair.entity, pair => pair.meter, StringComparer.Ordinal);
    }

    /// <summary>How long the forwarder waits at first when the platform is away.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    private Instant Now => Instant.FromDateTimeOffset(_scheduler.Now);

    private string StatePath => Path.Combine(_folder, "state.json");

    /// <summary>Begins to listen, and waits for nothing.</summary>
    public Task StartAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_meters.Count == 0)
        {
            // What was read before and is not now goes on without it.
            if (File.Exists(StatePath)) _running = Task.Run(() => LeaveAsync(_end.Token), CancellationToken.None);
            return Task.CompletedTask;
        }

        _listening.Add(_ha.StateAllChanges()
            .Where(change => _byEntity.Contains(change.Entity.EntityId))
            .SubscribeSafe(
                change => _work.Writer.TryWrite(new(change.Entity.EntityId, change.New, Now)), LogFailed));
        _listening.Add(_scheduler.RunEvery(
            Look, _scheduler.Now + Look, () => _work.Writer.TryWrite(new(null, null, Now))));
        _running = Task.Run(() => RunAsync(_end.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Waits until all that came before is done.</summary>
    internal Task DoneAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _work.Writer.TryWrite(new(null, null, Now, done)) ? done.Task : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _listening.Dispose();
        await _end.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        (_door as IDisposable)?.Dispose();
        _end.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // A disk that was full has room again some day: it begins from what was kept.
                LogFailed(failure);
                await Task.Delay(Look, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellation)
    {
        using var journal = await OpenAsync(cancellation);
        Load();
        using var forwarder = new Forwarder(journal, _door, _folder, _logger)
        {
            FirstWait = FirstWait,
            Now = () => _scheduler.Now,
        };
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sending = Task.Run(() => SendAsync(forwarder, over.Token), CancellationToken.None);
        try
        {
            Begin(journal, forwarder);
            await ReadMissedAsync(journal, forwarder, cancellation);
            await foreach (var work in _work.Reader.ReadAllAsync(cancellation)) await DoAsync(work, journal, forwarder, cancellation);
        }
        finally
        {
            await over.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Save();
        }
    }

    private async Task SendAsync(Forwarder forwarder, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await forwarder.RunAsync(cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure);
                await Task.Delay(Look, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DoAsync(CollectorWork work, Journal journal, Forwarder forwarder, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped) LogDropped(dropped);
        try
        {
            if (work is { Entity: { } entity, State: { } state })
            {
                foreach (var meter in _byEntity[entity])
                    if (!Keep(meter, entity, state)) Show(meter, entity, state, journal, forwarder);
            }
            else if (work is { Entity: null, Done: null })
            {
                await ReadMissedAsync(journal, forwarder, cancellation);
                await ReadLaterAsync(journal, forwarder, cancellation);
                foreach (var meter in _meters.Where(meter => !_missed.ContainsKey(meter.Key)))
                    foreach (var one in meter.Entities) await HoldAsync(meter, one, work.Now, journal, forwarder, cancellation);
            }
        }
        catch (IOException failure)
        {
            // The disk is full or away: nothing is told, and the counter is as far as it was.
            LogFailed(failure);
        }

        work.Done?.TrySetResult();
    }

    private void Show(Meter meter, string entity, EntityState state, Journal journal, Forwarder forwarder)
    {
        if (EnergyUnits.EnergyOf(state, meter.Unit) is not { } total) return;
        if (HeldValues.IsRetold(state, LastOf(meter, entity), meter.Unit)) return;
        Take(meter, entity, new(HeldValues.UpdatedAt(state, Now), total), false, journal, forwarder);
    }

    private void Take(
        Meter meter, string entity, CounterSample sample, bool held, Journal journal, Forwarder forwarder)
    {
        var (state, wasAhead) = MeterClock.Seen(_states.GetValueOrDefault(meter.Key, MeterState.Empty), Now);
        if (wasAhead) LogAhead(meter.Name);
        var light = LightOf(meter);
        state = MissedSpans.Seen(state, entity == meter.Counter, sample, held);
        var step = entity == meter.Counter
            ? MeterQuarters.TakeMain(state, sample, held, meter.MaxPowerKw, light)
            : MeterQuarters.TakeSecond(state, sample, held, meter.MaxPowerKw, light);
        Tell(meter, step, journal, forwarder);
        if (step.Quarters.Count > 0 || step.Gaps.Count > 0 || wasAhead || !IsSavedAt(Now)) Save();
    }

    // A clock that was ahead must not keep it from being saved.
    private bool IsSavedAt(Instant now) => now >= _saved && now - _saved < BetweenSaves;

    private void Save()
    {
        MeterStates.Save(StatePath, _states);
        _saved = Now;
    }
}
