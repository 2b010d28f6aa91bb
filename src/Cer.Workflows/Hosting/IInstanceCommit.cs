using System.Data.Common;

namespace Cer.Workflows.Hosting;

/// <summary>The transaction of one step; without a commit nothing of it has been.</summary>
public interface IInstanceCommit : IAsyncDisposable
{
    DbTransaction Transaction { get; }

    /// <summary>Writes all of it and commits; the lease as it is now.</summary>
    /// <exception cref="LeaseLostException">Somebody else has taken the instance: nothing is written.</exception>
    ValueTask<InstanceLease> CommitAsync(InstanceChange change, CancellationToken cancellation);
}
