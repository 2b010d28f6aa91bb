using Cer.Workflows.Values;

namespace Cer.Workflows.Hosting;

/// <summary>Instances, and who holds them.</summary>
public interface IInstanceStore
{
    /// <summary>Takes an instance that has something to do and that nobody holds; null when there is none.</summary>
    ValueTask<InstanceLease?> LeaseAsync(string owner, TimeSpan term, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Large values that the state of the instance names, by their hash.</summary>
    ValueTask<LargeValues> ValuesAsync(InstanceLease lease, CancellationToken cancellation);

    /// <summary>The next message to the instance that is due: a cancellation before all others.</summary>
    ValueTask<InboxRow?> NextAsync(InstanceLease lease, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Holds it for another term, and says whether that could be, and whether somebody wants it cancelled.</summary>
    ValueTask<(bool Held, bool CancelAsked)> ExtendAsync(InstanceLease lease, TimeSpan term, CancellationToken cancellation);

    /// <summary>Begins the transaction of a step that an activity writes in, too.</summary>
    ValueTask<IInstanceCommit> BeginAsync(InstanceLease lease, CancellationToken cancellation);

    /// <summary>Writes a step that nobody else writes in, and commits; the lease as it is now.</summary>
    /// <exception cref="LeaseLostException">Somebody else has taken the instance: nothing is written.</exception>
    ValueTask<InstanceLease> CommitAsync(InstanceLease lease, InstanceChange change, CancellationToken cancellation);

    /// <summary>Lets go of it; with a reason, only after a pause, so that others come first.</summary>
    ValueTask ReleaseAsync(InstanceLease lease, CancellationToken cancellation, string? reason = null, TimeSpan pause = default);

    /// <summary>Gives an instance up that breaks whoever takes it; its messages become dead letters.</summary>
    ValueTask GiveUpAsync(InstanceLease lease, string reason, CancellationToken cancellation);

    /// <summary>A message that found nobody: again at an instant, or a dead letter when there is none.</summary>
    ValueTask PutOffAsync(InboxRow row, string reason, DateTimeOffset? again, CancellationToken cancellation);
}
