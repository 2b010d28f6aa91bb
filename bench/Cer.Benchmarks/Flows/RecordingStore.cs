using Cer.Workflows.Hosting;
using Cer.Workflows.Values;

namespace Cer.Benchmarks.Flows;

/// <summary>The store as it is, with a list of what was committed through it.</summary>
internal sealed class RecordingStore(IInstanceStore store) : IInstanceStore
{
    public List<InstanceChange> Changes { get; } = [];

    public ValueTask<InstanceLease?> LeaseAsync(string owner, TimeSpan term, DateTimeOffset now, CancellationToken cancellation) =>
        store.LeaseAsync(owner, term, now, cancellation);

    public ValueTask<LargeValues> ValuesAsync(InstanceLease lease, CancellationToken cancellation) =>
        store.ValuesAsync(lease, cancellation);

    public ValueTask<InboxRow?> NextAsync(InstanceLease lease, DateTimeOffset now, CancellationToken cancellation) =>
        store.NextAsync(lease, now, cancellation);

    public ValueTask<(bool Held, bool CancelAsked)> ExtendAsync(InstanceLease lease, TimeSpan term, CancellationToken cancellation) =>
        store.ExtendAsync(lease, term, cancellation);

    public ValueTask<IInstanceCommit> BeginAsync(InstanceLease lease, CancellationToken cancellation) =>
        store.BeginAsync(lease, cancellation);

    public ValueTask<InstanceLease> CommitAsync(InstanceLease lease, InstanceChange change, CancellationToken cancellation)
    {
        // A copy: what it refers to is emptied for the next step.
        Changes.Add(change with { Values = [.. change.Values], Journal = [.. change.Journal], History = [.. change.History] });
        return store.CommitAsync(lease, change, cancellation);
    }

    public ValueTask ReleaseAsync(InstanceLease lease, CancellationToken cancellation, string? reason, TimeSpan pause) =>
        store.ReleaseAsync(lease, cancellation, reason, pause);

    public ValueTask GiveUpAsync(InstanceLease lease, string reason, CancellationToken cancellation) =>
        store.GiveUpAsync(lease, reason, cancellation);

    public ValueTask PutOffAsync(InboxRow row, string reason, DateTimeOffset? again, CancellationToken cancellation) =>
        store.PutOffAsync(row, reason, again, cancellation);
}
