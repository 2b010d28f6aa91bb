using Cer.Workflows.Running;

namespace Cer.Workflows.Hosting;

/// <summary>What people look at: instances, what they did, where they wait, and what was given up.</summary>
public interface IInstanceReader
{
    /// <summary>The newest first, a page at a time; of one sub-status, or with <c>Running</c> all that have not ended.</summary>
    ValueTask<IReadOnlyList<InstanceSummary>> ListAsync(
        int tenant, string? definitionId, string? subStatus, int skip, int take, CancellationToken cancellation);

    /// <summary>Whether an instance runs that keeps another one from beginning.</summary>
    ValueTask<bool> RunsAsync(int tenant, Activation activation, CancellationToken cancellation);

    ValueTask<InstanceSummary?> FindAsync(int tenant, string instanceId, CancellationToken cancellation);

    /// <summary>The state as it was last written; null when there is no such instance.</summary>
    ValueTask<WorkflowState?> StateAsync(int tenant, string instanceId, CancellationToken cancellation);

    /// <summary>Every attempt of every execution, in the order of beginning; one activity's when it is named.</summary>
    ValueTask<IReadOnlyList<HistoryRow>> HistoryAsync(
        int tenant, string instanceId, string? activityId, int skip, int take, CancellationToken cancellation);

    /// <summary>The journal after a row, with the number of each.</summary>
    ValueTask<IReadOnlyList<(long Seq, JournalEntry Entry)>> JournalAsync(
        int tenant, string instanceId, long after, int take, CancellationToken cancellation);

    /// <summary>Where instances wait: of one kind, such as <c>RunTask</c>, or of one instance.</summary>
    ValueTask<IReadOnlyList<OpenBookmark>> BookmarksAsync(
        int tenant, string? kind, string? instanceId, CancellationToken cancellation);

    ValueTask<IReadOnlyList<DeadLetter>> DeadLettersAsync(int tenant, CancellationToken cancellation);

    /// <summary>Tries a dead letter again from the beginning; false when it is none.</summary>
    ValueTask<bool> ReviveAsync(int tenant, DeadLetter letter, DateTimeOffset now, CancellationToken cancellation);
}
