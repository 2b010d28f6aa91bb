using System.Data.Common;
using Cer.Workflows.Hosting;
using Cer.Workflows.Values;

namespace Cer.Durable.Tests;

/// <summary>The store as a node sees it that dies at its n-th commit, just before it or just after it.</summary>
internal sealed class MortalStore(IInstanceStore store, int diesAt, bool after) : IInstanceStore
{
    private readonly (int Commit, bool After) _death = (diesAt, after);
    private int _commits;

    public bool IsDead { get; private set; }

    /// <summary>How it dies, when not by an exception.</summary>
    public Action? Kills { get; init; }

    /// <summary>Called before each commit, with its number.</summary>
    public Func<int, Task>? BeforeCommit { get; init; }

    public ValueTask<InstanceLease?> LeaseAsync(string owner, TimeSpan term, DateTimeOffset now, CancellationToken cancellation) =>
        Alive().LeaseAsync(owner, term, now, cancellation);

    public ValueTask<LargeValues> ValuesAsync(InstanceLease lease, CancellationToken cancellation) =>
        Alive().ValuesAsync(lease, cancellation);

    public ValueTask<InboxRow?> NextAsync(InstanceLease lease, DateTimeOffset now, CancellationToken cancellation) =>
        Alive().NextAsync(lease, now, cancellation);

    public ValueTask<(bool Held, bool CancelAsked)> ExtendAsync(InstanceLease lease, TimeSpan term, CancellationToken cancellation) =>
        Alive().ExtendAsync(lease, term, cancellation);

    public async ValueTask<IInstanceCommit> BeginAsync(InstanceLease lease, CancellationToken cancellation) =>
        new Commit(this, await Alive().BeginAsync(lease, cancellation));

    public async ValueTask<InstanceLease> CommitAsync(InstanceLease lease, InstanceChange change, CancellationToken cancellation)
    {
        await BeforeAsync();
        var now = await store.CommitAsync(lease, change, cancellation);
        After();
        return now;
    }

    public ValueTask ReleaseAsync(InstanceLease lease, CancellationToken cancellation, string? reason, TimeSpan pause) =>
        Alive().ReleaseAsync(lease, cancellation, reason, pause);

    public ValueTask GiveUpAsync(InstanceLease lease, string reason, CancellationToken cancellation) =>
        Alive().GiveUpAsync(lease, reason, cancellation);

    public ValueTask PutOffAsync(InboxRow row, string reason, DateTimeOffset? again, CancellationToken cancellation) =>
        Alive().PutOffAsync(row, reason, again, cancellation);

    private IInstanceStore Alive() => IsDead ? throw new DiedException() : store;

    private async Task BeforeAsync()
    {
        Alive();
        var number = ++_commits;
        if (BeforeCommit is { } act) await act(number);
        if ((number, false) == _death) Die();
    }

    private void After()
    {
        if ((_commits, true) == _death) Die();
    }

    private void Die()
    {
        Kills?.Invoke();
        IsDead = true;
        throw new DiedException();
    }

    private sealed class Commit(MortalStore owner, IInstanceCommit commit) : IInstanceCommit
    {
        public DbTransaction Transaction => commit.Transaction;

        public async ValueTask<InstanceLease> CommitAsync(InstanceChange change, CancellationToken cancellation)
        {
            await owner.BeforeAsync();
            var lease = await commit.CommitAsync(change, cancellation);
            owner.After();
            return lease;
        }

        public ValueTask DisposeAsync() => commit.DisposeAsync();
    }
}
