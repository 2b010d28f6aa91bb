using Cer.Messaging.Mqtt;

namespace Cer.Messaging.HomeAssistant;

/// <summary>Keeps up the one connection: tries again when it ends, and hardly when it is not let in.</summary>
internal sealed class HomeKeeper(HomeOptions options, TimeProvider time, HomeDoor door, Action<HomeChange> changed) : IAsyncDisposable
{
    /// <summary>A connection that lasted so long was a success: the waits begin again with the shortest.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource<HomeLink> _ready = NewReady();
    private TaskCompletionSource _retry = NewRetry();
    private Task? _keeping;
    private HomeChange _last = new(HomeState.Connecting, null, TimeSpan.Zero);
    private HomeLink? _link;
    private bool _isDisposed;

    public HomeChange Last => Volatile.Read(ref _last);

    public string? CoreVersion { get; private set; }

    public void Start()
    {
        lock (_gate) _keeping ??= Task.Run(KeepUpAsync);
    }

    public void Retry()
    {
        lock (_gate) _retry.TrySetResult();
    }

    /// <summary>The connection, as soon as there is one.</summary>
    public Task<HomeLink> LinkAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            Forget();
            return _ready.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>How long to wait before a try, and the next.</summary>
    public RetryWaits NewWaits() => new(Random.Shared, options.FirstWait * 2, options.LongestWait, 0.75);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Start();
        await _keeping!;
        lock (_gate)
        {
            _isDisposed = true;
            _ready.TrySetException(
                new HomeFault(HomeFault.ConnectionLost, "The connection to Home Assistant is not kept up any more."));
        }
    }

    /// <summary>A connection that ended is given to nobody.</summary>
    private void Forget()
    {
        if (_link is not { Ended.IsCompleted: true }) return;
        (_link, _ready) = (null, NewReady());
    }

    private async Task KeepUpAsync()
    {
        var waits = NewWaits();
        while (!_stopping.IsCancellationRequested)
        {
            Tell(new(HomeState.Connecting, Last.Reason, TimeSpan.Zero));
            var begun = time.GetTimestamp();
            HomeFault why;
            try
            {
                await using var link = await HomeLink.ConnectAsync(options, time, _stopping.Token);
                CoreVersion = link.Version;
                door.Open();
                lock (_gate)
                {
                    if (_ready.TrySetResult(link)) _link = link;
                }

                Tell(new(HomeState.Ready, null, TimeSpan.Zero));
                why = await link.Ended.WaitAsync(_stopping.Token);
            }
            catch (HomeFault fault)
            {
                why = fault;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Whatever it was: who waits for the connection waits for the next.
                why = new(HomeFault.BadAnswer, $"Found no connection to Home Assistant ({failure.Message.TrimEnd('.')}).", failure);
            }

            if (time.GetElapsedTime(begun) >= Steady) waits.Reset();
            await PauseAsync(why, waits);
        }
    }

    private async Task PauseAsync(HomeFault why, RetryWaits waits)
    {
        Task retry;
        lock (_gate)
        {
            Forget();
            if (_retry.Task.IsCompleted) _retry = NewRetry();
            retry = _retry.Task;
        }

        var isRefused = why.Code == HomeFault.Unauthorised;
        if (isRefused) door.Shut(why.Message);
        var wait = isRefused ? options.UnauthorisedPause : waits.Next();
        Tell(new(isRefused ? HomeState.Unauthorised : HomeState.Away, why.Message, wait));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        await Task.WhenAny(Task.Delay(wait, time, enough.Token), retry);
        await enough.CancelAsync();
    }

    private void Tell(HomeChange change)
    {
        Volatile.Write(ref _last, change);
        changed(change);
    }

    private static TaskCompletionSource<HomeLink> NewReady() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource NewRetry() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
