using Cer.Workflows.Definitions;

namespace Cer.Workflows.Running;

/// <content>The tree of executions: how activities are scheduled, end, fail and are cancelled.</content>
public sealed partial class WorkflowRun
{
    internal ActivityNode Node(string nodeId) => _nodes.TryGetValue(nodeId, out var node)
        ? node
        : throw new DefinitionException($"Found no activity '{nodeId}' in the definition, expected the one that the run began with.");

    /// <summary>Puts the definition of a composite below the activity that runs it.</summary>
    internal ActivityNode Mount(string nodeId, WorkflowDefinition definition)
    {
        _hasMemory = null;
        if (_mounted.TryAdd(nodeId, definition))
            foreach (var node in new ActivityNode(definition.Root.Json, nodeId).All())
            {
                _nodes.TryAdd(node.NodeId, node);
                _homes.TryAdd(node.NodeId, nodeId);
            }

        return Node($"{nodeId}:{definition.Root.Id}");
    }

    internal WorkflowDefinition? MountedAt(ActivityExecution execution) => _mounted.GetValueOrDefault(execution.NodeId);

    internal ActivityExecution? Parent(ActivityExecution execution) =>
        execution.ParentId is { } parent ? State.Execution(parent) : null;

    /// <summary>The executions above one, the nearest first.</summary>
    internal IEnumerable<ActivityExecution> Above(ActivityExecution execution)
    {
        for (var one = Parent(execution); one is not null; one = Parent(one)) yield return one;
    }

    internal bool IsBelow(ActivityExecution execution, int id) =>
        execution.Id == id || Above(execution).Any(one => one.Id == id);

    /// <summary>The executions right below one, the first first.</summary>
    internal IEnumerable<ActivityExecution> Children(ActivityExecution execution) =>
        _children.TryGetValue(execution.Id, out var below) ? below.Select(State.Execution) : [];

    internal void Schedule(
        ActivityExecution owner, ActivityNode node, string? tag = null, bool backward = false,
            IReadOnlyList<VariableSlot>? variables = null)
    {
        State.Queue.Add(new(node.NodeId, owner.Id, tag, backward, variables ?? []));
        _owners.Add(owner.Id);
    }

    internal bool HasQueued(ActivityExecution owner) =>
        State.Queue.Exists(item => IsBelow(State.Execution(item.OwnerId), owner.Id));

    internal FlowGraph Graph(ActivityExecution flowchart) =>
        _graphs.TryGetValue(flowchart.NodeId, out var graph)
            ? graph
            : _graphs[flowchart.NodeId] = FlowGraph.Of(Node(flowchart.NodeId), State.TriggerActivityId);

    /// <summary>Ends an execution, with what is still running below it, and tells its parent.</summary>
    /// <remarks>What it has queued still runs, as in Elsa; only what is cancelled takes its part of the queue with it.</remarks>
    internal async ValueTask CompleteAsync(ActivityExecution execution, IReadOnlyList<string> outcomes, CancellationToken cancellation)
    {
        if (execution.Status != ActivityStatus.Running) return;
        CancelBelow(execution);
        execution.Status = ActivityStatus.Completed;
        execution.Outcomes = outcomes;
        execution.EndedAt = Services.Time.GetUtcNow();
        State.Bookmarks.RemoveAll(bookmark => bookmark.ExecutionId == execution.Id);
        Write("Completed", execution);
        if (execution.ParentId is null)
        {
            State.Outcomes = outcomes;
            return;
        }

        await TellParentAsync(execution, cancellation);
        Forget(execution);
    }

    /// <summary>Finishes the instance at once: nothing queued or waiting is left.</summary>
    internal void FinishNow(ActivityExecution by)
    {
        by.Status = ActivityStatus.Completed;
        by.EndedAt = Services.Time.GetUtcNow();
        Write("Completed", by);
        State.Queue.Clear();
        State.Bookmarks.Clear();
        foreach (var execution in State.Executions.Values.Where(one => one.Status == ActivityStatus.Running).Reverse().ToList())
        {
            execution.Status = ActivityStatus.Completed;
            execution.EndedAt = Services.Time.GetUtcNow();
            Forget(execution);
        }

        Forget(by);

        Finish(WorkflowSubStatus.Finished);
    }

    /// <summary>Completes an execution without telling its parent, which is about to end anyway.</summary>
    internal void EndQuietly(ActivityExecution execution)
    {
        execution.Status = ActivityStatus.Completed;
        execution.EndedAt = Services.Time.GetUtcNow();
        Write("Completed", execution);
        Forget(execution);
    }

    /// <summary>Cancels an execution and what is below it; its flowchart counts it as passed by.</summary>
    internal async ValueTask CancelAsync(ActivityExecution execution, CancellationToken cancellation)
    {
        if (execution.Status is not (ActivityStatus.Running or ActivityStatus.Faulted)) return;
        Withdraw(execution);
        CancelBelow(execution);
        CancelOne(execution);
        if (Parent(execution) is not { Status: ActivityStatus.Running } parent || _ending.Contains(parent.Id)) return;
        if (parent.ParentId is null) return;
        await GuardAsync(parent, context =>
            Services.Catalog.Of(context.Node).ChildCanceledAsync(context, execution, cancellation));
    }

    private void CancelBelow(ActivityExecution execution)
    {
        _ending.Add(execution.Id);
        foreach (var child in Children(execution).ToList())
        {
            if (child.Status is not (ActivityStatus.Running or ActivityStatus.Faulted)) continue;
            Withdraw(child);
            CancelBelow(child);
            CancelOne(child);
        }
    }

    /// <summary>What an execution has queued, and what would begin it again, is not run any more.</summary>
    private void Withdraw(ActivityExecution execution) =>
        State.Queue.RemoveAll(item => item.OwnerId == execution.Id || item.ExecutionId == execution.Id);

    private void CancelOne(ActivityExecution execution)
    {
        execution.Status = ActivityStatus.Canceled;
        execution.EndedAt = Services.Time.GetUtcNow();
        State.Bookmarks.RemoveAll(bookmark => bookmark.ExecutionId == execution.Id);
        Write("Canceled", execution);
        Forget(execution);
    }

    private void Forget(ActivityExecution execution)
    {
        WhenEnded?.Invoke(execution);
        _ending.Remove(execution.Id);
        // What it has queued still finds its variables there.
        for (var one = execution; one is { ParentId: { } parent } && HasEnded(one) && !IsHeld(one); one = State.Execution(parent))
        {
            State.Executions.Remove(one.Id);
            _children.Remove(one.Id);
            _owners.Remove(one.Id);
            _children[parent].Remove(one.Id);
        }
    }

    private static bool HasEnded(ActivityExecution execution) =>
        execution.Status is ActivityStatus.Completed or ActivityStatus.Canceled;

    private bool IsHeld(ActivityExecution execution) => _children.GetValueOrDefault(execution.Id) is { Count: > 0 }
        || (_owners.Contains(execution.Id) && State.Queue.Exists(item => item.OwnerId == execution.Id));

    /// <summary>Ends the instance when nothing of it is left to run: as Elsa, it first runs what is queued, also after a fault.</summary>
    private void Settle()
    {
        if (State.Status == WorkflowStatus.Finished || State.Queue.Count > 0) return;
        if (!Definition.ContinuesAfterFaults && State.Executions.Values.Any(one => one.Status == ActivityStatus.Faulted))
            Finish(WorkflowSubStatus.Faulted);
        else if (State.Root is { Status: ActivityStatus.Completed }
            && !State.Executions.Values.Any(one => one.Status is ActivityStatus.Running or ActivityStatus.Faulted))
            Finish(WorkflowSubStatus.Finished);
    }

    private async ValueTask TellParentAsync(ActivityExecution child, CancellationToken cancellation)
    {
        var parent = Parent(child)!;
        if (parent.Status != ActivityStatus.Running || _ending.Contains(parent.Id)) return;
        if (parent.ParentId is null)
        {
            await CompleteAsync(parent, child.Outcomes ?? [], cancellation);
            return;
        }

        await GuardAsync(parent, context => Services.Catalog.Of(context.Node).ChildCompletedAsync(context, child, cancellation));
    }

    private void Fail(ActivityExecution execution, Exception fault)
    {
        var message = fault.Message;
        execution.Status = ActivityStatus.Faulted;
        execution.Fault = message;
        execution.EndedAt = Services.Time.GetUtcNow();
        State.Incidents.Add(new(execution.Id, execution.ActivityId, execution.Type, message, Services.Time.GetUtcNow()));
        Write("Faulted", execution, message);
    }

    private void Finish(WorkflowSubStatus how)
    {
        State.Status = WorkflowStatus.Finished;
        State.SubStatus = how;
    }

    internal void Write(string what, ActivityExecution execution, string? message = null) => State.Journal.Add(new(
        what, execution.ParentId is null ? null : execution.ActivityId, execution.Id, Services.Time.GetUtcNow(), message));
}
