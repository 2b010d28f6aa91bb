using System.Data.Common;

namespace Cer.Workflows.Running;

/// <summary>The transaction in which a step is kept: what an activity writes in it is there exactly when the step is.</summary>
public interface IUnitOfWork
{
    /// <summary>The transaction of this step, begun when it is first asked for. It is not the activity's to commit.</summary>
    ValueTask<DbTransaction> JoinAsync(CancellationToken cancellation);
}
