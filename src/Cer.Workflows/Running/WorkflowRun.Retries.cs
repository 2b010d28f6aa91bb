using Cer.Workflows.Definitions;

namespace Cer.Workflows.Running;

/// <content>Activities that failed: once more by a person's wish, or later by the definition's.</content>
public sealed partial class WorkflowRun
{
    /// <summary>Queues every faulted activity once more; false when none is.</summary>
    public bool Retry()
    {
        var faulted = State.Executions.Values.Where(one => one.Status == ActivityStatus.Faulted).ToList();
        if (faulted.Count == 0 || State.SubStatus is WorkflowSubStatus.Cancelled or WorkflowSubStatus.Finished) return false;
        State.Status = WorkflowStatus.Running;
        State.SubStatus = WorkflowSubStatus.Executing;
        foreach (var execution in faulted)
            State.Queue.Add(new(execution.NodeId, execution.ParentId ?? 1, execution.Tag, execution.Backward, [], execution.Id));
        return true;
    }

    /// <summary>What was to be done next has failed, for a reason that only its host could see.</summary>
    /// <param name="resumed">The execution that was resumed; null for the next of the queue.</param>
    /// <param name="fault">Why.</param>
    public void FailNext(int? resumed, Exception fault)
    {
        State.SubStatus = WorkflowSubStatus.Executing;
        if (resumed is null && State.Queue.Count > 0)
        {
            var item = State.Queue[0];
            State.Queue.RemoveAt(0);
            var node = Node(item.NodeId);
            var execution = item.ExecutionId is { } again
                ? State.Execution(again)
                : NewExecution(item.NodeId, node.Id, node.Type, item.OwnerId, item.Tag, item.Backward, item.Variables);
            execution.Attempts++;
            Write("Started", execution);
            Fail(execution, fault);
        }
        else
        {
            Fail(State.Execution(resumed ?? 1), fault);
        }

        Finish(WorkflowSubStatus.Faulted);
    }

    /// <summary>Whether it will be tried again later: the wait is a bookmark, not a pause.</summary>
    private bool PutOff(ActivityExecution execution, ActivityNode node, Exception fault)
    {
        if (RetryPolicy.Of(node) is not { } policy || execution.Attempts > policy.Retries) return false;
        if (execution.Status != ActivityStatus.Running || Children(execution).Any()) return false;
        var due = Services.Time.GetUtcNow() + policy.WaitAfter(execution.Attempts, $"{State.InstanceId}:{execution.Id}");
        execution.Fault = fault.Message;
        State.Bookmarks.RemoveAll(one => one.ExecutionId == execution.Id);
        State.Bookmarks.Add(new(
            State.NextBookmark++,
            RetryPolicy.Kind,
            execution.Id,
            execution.ActivityId,
            new() { ["attempts"] = execution.Attempts, ["resumeAt"] = due },
            due));
        Write("Put off", execution, fault.Message);
        return true;
    }
}
