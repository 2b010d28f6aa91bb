using Cer.Workflows.Running;

namespace Cer.Workflows.Hosting;

/// <summary>Runs one instance while its node holds it: its queue, and what its inbox has for it, commit by commit.</summary>
internal sealed class Burst : IAsyncDisposable
{
    private readonly HostServices _host;
    private readonly IInstanceStore _store;
    private readonly NodeSettings _settings;
    private readonly BurstPort _port;
    private readonly List<long> _done = [];
    private BurstWriter? _writer;
    private WorkflowRun? _run;
    private InstanceLease _lease;
    private int _shared;
    private int? _resumed;

    public Burst(HostServices host, IInstanceStore store, NodeSettings settings, InstanceLease lease)
    {
        (_host, _store, _settings, _lease) = (host, store, settings, lease);
        _port = new(host, store, () => _lease);
    }

    public InstanceLease Lease => _lease;

    /// <summary>It ended, and was let go of with the commit that says so.</summary>
    public bool HasLetGo { get; private set; }

    private WorkflowRun Run => _run!;

    /// <summary>Until nothing is left to do; then somebody else may have it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Run.State.Root is null && Run.State.Status == WorkflowStatus.Running)
        {
            _port.BeginStep(Run.State, 1);
            await Run.StartAsync(cancellation);
        }

        // One that is to be cancelled does not first begin what it was cancelled in.
        if (_lease.HasMail && Run.State.Queue.Count > 0
            && await _store.NextAsync(_lease, _host.Time.GetUtcNow(), cancellation) is { Message.Kind: InboxKind.Cancel } cancel)
        {
            _writer!.Cancel();
            _done.Add(cancel.Id);
            _shared++;
        }

        await StepsAsync(cancellation);
        while (!HasLetGo && await _store.NextAsync(_lease, _host.Time.GetUtcNow(), cancellation) is { } row)
        {
            if (!await TakeAsync(row, cancellation))
            {
                var dead = row.Attempts + 1 >= _settings.Tries;
                var again = dead ? (DateTimeOffset?)null : _host.Time.GetUtcNow() + NodeSettings.PauseAfter(row.Attempts + 1);
                await _store.PutOffAsync(row, "Found no bookmark that waits for it, expected one.", again, cancellation);
                continue;
            }

            _done.Add(row.Id);
            _shared++;
            await StepsAsync(cancellation);
        }
    }

    public ValueTask DisposeAsync() => _port.CloseAsync();

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var large = await _store.ValuesAsync(_lease, cancellation);
        var state = StateText.Read(_lease.State, large);
        var definitions = _host.Definitions.Of(_lease.Key.Tenant);
        var services = new RunServices(_host.Catalog, definitions, _port, _host.Expressions, _host.Time, _host.Joins)
        {
            UnitOfWork = _port,
            Tenant = _lease.Key.Tenant,
        };
        var definition = await definitions.FindAsync(new(null, _lease.VersionId), cancellation)
            ?? throw new Definitions.DefinitionException(
                $"Found no definition of version '{_lease.VersionId}', expected the one that the instance began with.");
        _run = await WorkflowRun.ContinueAsync(definition, state, services, cancellation);
        _writer = new(_host, _lease.Key.Tenant, _run, _port, _lease.Tells, large);
    }

    /// <summary>What a message asks for; false when nothing waits for it yet.</summary>
    private async ValueTask<bool> TakeAsync(InboxRow row, CancellationToken cancellation)
    {
        var message = row.Message;
        switch (message.Kind)
        {
            case InboxKind.Cancel:
                _writer!.Cancel();
                return true;
            case InboxKind.Retry:
                Run.Retry();
                return true;
            default:
                // What ended, or waits no more, has no use for it.
                if (Run.State.Status == WorkflowStatus.Finished && Run.State.SubStatus != WorkflowSubStatus.Faulted) return true;
                return await ResumeAsync(message, cancellation);
        }
    }

    private async ValueTask<bool> ResumeAsync(InboxMessage message, CancellationToken cancellation)
    {
        var bookmark = BookmarkMatch.Find(Run.State, message);
        // A timer whose bookmark is gone was for something that has ended.
        if (bookmark is null) return message.Kind == InboxKind.Timer;
        if (Run.State.Status == WorkflowStatus.Finished) return false;
        var payload = Told(message, bookmark);
        _resumed = bookmark.ExecutionId;
        _port.BeginStep(Run.State, bookmark.ExecutionId, bookmark.Id);
        var resumed = await GuardedAsync(Run.ResumeAsync(bookmark.Id, payload, cancellation).AsTask(), cancellation);
        await DropWhenFaultedAsync(bookmark.ExecutionId);
        return resumed;
    }

    /// <summary>What a message says; of a task also who said it.</summary>
    private object? Told(InboxMessage message, Bookmark bookmark)
    {
        if (message.Kind == InboxKind.Child) return ChildMessage.Read(message);
        var payload = message.Payload.GetValueOrDefault("payload");
        return message.Payload.GetValueOrDefault("by") is string by
            && Run.Node(Run.State.Execution(bookmark.ExecutionId).NodeId).Type == "Elsa.RunTask"
            ? new TaskResult(payload, by)
            : payload;
    }

    private async Task StepsAsync(CancellationToken cancellation)
    {
        while (Run.State.Status == WorkflowStatus.Running && Run.State.Queue.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var item = Run.State.Queue[0];
            var node = Run.Node(item.NodeId);
            var execution = item.ExecutionId ?? Run.State.NextExecution;
            var again = item.ExecutionId is { } id ? Run.State.Execution(id).Attempts : 0;
            // What an earlier activity wrote is not undone when this one fails.
            var run = Run;
            if (_port.Joined is not null) await CommitAsync(cancellation);
            if (ReferenceEquals(run, Run) && CommitRule.ReachesOutside(node))
            {
                _writer!.Begin(item, execution, again + 1);
                await CommitAsync(cancellation);
            }

            // It could not be written, and stands elsewhere now.
            if (!ReferenceEquals(run, Run)) continue;
            _port.BeginStep(Run.State, execution);
            await GuardedAsync(Run.StepAsync(cancellation).AsTask(), cancellation);
            await DropWhenFaultedAsync(execution);
            _shared++;
            var rests = Run.State.Queue.Count == 0 || Run.State.Status == WorkflowStatus.Finished;
            if (!rests && (!CommitRule.SharesCommit(node) || _shared >= CommitRule.MostShared)) await CommitAsync(cancellation);
        }

        if (_shared == 0 && _done.Count == 0) return;
        Run.Rest();
        await CommitAsync(cancellation);
    }

    private async ValueTask DropWhenFaultedAsync(int execution)
    {
        if (Run.State.Executions.GetValueOrDefault(execution) is { Fault: not null }) await _port.DropStepAsync();
    }

    /// <summary>Does not wait for an activity that will not hear that it was cancelled.</summary>
    private async Task<bool> GuardedAsync(Task<bool> step, CancellationToken cancellation)
    {
        if (step.IsCompleted) return await step;
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var heard = cancellation.Register(() => stopped.TrySetResult());
        if (await Task.WhenAny(step, stopped.Task) == step) return await step;
        await Task.WhenAny(step, Task.Delay(_settings.Grace, CancellationToken.None));
        throw new OperationCanceledException(cancellation);
    }

    /// <summary>What is to be written; when that is too much, the instance stands where it stood before, and has failed.</summary>
    private async Task<InstanceChange> ChangeAsync(CancellationToken cancellation)
    {
        try
        {
            return _writer!.Take(_done);
        }
        catch (StateTooLargeException fault)
        {
            await _port.CommittedAsync();
            await LoadAsync(cancellation);
            if (Run.State.Root is null) await Run.StartAsync(cancellation);
            Run.FailNext(_resumed is { } id && Run.State.Executions.ContainsKey(id) ? id : null, fault);
            return _writer!.Take(_done);
        }
    }

    private async Task CommitAsync(CancellationToken cancellation)
    {
        var change = await ChangeAsync(cancellation);
        cancellation.ThrowIfCancellationRequested();
        // Once it is asked for, a commit is not broken off: whether it was would not be known.
        _lease = _port.Joined is { } joined
            ? await joined.CommitAsync(change, CancellationToken.None)
            : await _store.CommitAsync(_lease, change, CancellationToken.None);
        _lease = _lease with { State = change.StateText };
        HasLetGo = change.LetsGo;
        await _port.CommittedAsync();
        _writer!.Committed();
        _done.Clear();
        (_shared, _resumed) = (0, null);
    }
}
