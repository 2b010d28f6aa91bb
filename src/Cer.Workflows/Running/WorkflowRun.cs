using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;

namespace Cer.Workflows.Running;

/// <summary>Runs one instance, activity by activity: what is queued, until only bookmarks are left.</summary>
/// <remarks>
/// Between two steps the state is whole: it can be kept, and another machine can go on from it. The queue is first in, first
/// out, and the arrows of a flowchart are followed in the order of the definition, so that lines come in one order only.
/// </remarks>
public sealed partial class WorkflowRun
{
    private const string WorkflowType = "Elsa.Workflow";
    private const int MostSteps = 1_000_000;

    private readonly Dictionary<string, ActivityNode> _nodes = [];
    private readonly Dictionary<string, WorkflowDefinition> _mounted = [];
    private readonly Dictionary<string, string> _homes = [];
    private readonly Dictionary<string, FlowGraph> _graphs = [];
    private readonly HashSet<int> _ending = [];
    private readonly Dictionary<int, SortedSet<int>> _children = [];
    private readonly HashSet<int> _owners = [];
    private int _steps;
    private bool? _hasMemory;

    private WorkflowRun(WorkflowDefinition definition, WorkflowState state, RunServices services)
    {
        (Definition, State, Services) = (definition, state, services);
        foreach (var node in definition.Root.All()) _nodes.TryAdd(node.NodeId, node);
        foreach (var execution in state.Executions.Values) Place(execution);
        foreach (var item in state.Queue) _owners.Add(item.OwnerId);
    }

    public WorkflowDefinition Definition { get; }

    public WorkflowState State { get; }

    public RunServices Services { get; }

    /// <summary>Told of every execution that ended, before it is forgotten.</summary>
    public Action<ActivityExecution>? WhenEnded { get; set; }

    /// <summary>A run that begins.</summary>
    public static WorkflowRun Begin(
        WorkflowDefinition definition,
        RunServices services,
        string instanceId,
        OrderedDictionary<string, object?>? input = null,
        string? correlationId = null,
        string? triggerActivityId = null,
        (string InstanceId, int? ExecutionId)? parent = null)
    {
        var state = new WorkflowState
        {
            InstanceId = instanceId,
            DefinitionId = definition.DefinitionId,
            VersionId = definition.VersionId,
            Version = definition.Version,
            CorrelationId = correlationId,
            TriggerActivityId = triggerActivityId,
            ParentInstanceId = parent?.InstanceId,
            ParentExecutionId = parent?.ExecutionId,
            Input = input ?? [],
            Name = definition.Name,
        };
        return new(definition, state, services);
    }

    /// <summary>A run that goes on from a kept state.</summary>
    /// <exception cref="DefinitionException">A definition that it was begun with is gone.</exception>
    public static async Task<WorkflowRun> ContinueAsync(
        WorkflowDefinition definition, WorkflowState state, RunServices services, CancellationToken cancellation)
    {
        var run = new WorkflowRun(definition, state, services);
        foreach (var execution in state.Executions.Values)
        {
            if (execution.Kept.GetValueOrDefault(CompositeActivity.MountedKey) is not string version) continue;
            var mounted = await services.Definitions.FindAsync(new(null, version), cancellation)
                ?? throw new DefinitionException($"Found no definition of version '{version}', expected the one that the run began with.");
            run.Mount(execution.NodeId, mounted);
        }

        return run;
    }

    /// <summary>Queues the first activity, or tells why that cannot be.</summary>
    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        State.SubStatus = WorkflowSubStatus.Executing;
        var root = NewExecution("", "", WorkflowType, null, null, false, []);
        Write("Started", root);
        try
        {
            foreach (var variable in Definition.Variables) root.Variables.Add(VariableSlot.Declare(variable));
            foreach (var input in Definition.Inputs) TakeInput(input);
            Schedule(root, Definition.Root);
        }
        catch (ExpressionException fault)
        {
            Fail(root, fault);
            Settle();
        }

        await ValueTask.CompletedTask;
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Runs the next activity of the queue; false when there is none to run.</summary>
    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        if (State.Status == WorkflowStatus.Finished || State.Queue.Count == 0) return false;
        if (++_steps > MostSteps)
        {
            State.Queue.Clear();
            Fail(State.Root!, new InvalidOperationException(
                $"Found more than {MostSteps} activities without a wait, expected the workflow to come to an end."));
            Finish(WorkflowSubStatus.Faulted);
            return false;
        }

        var item = State.Queue[0];
        State.Queue.RemoveAt(0);
        await RunItemAsync(item, cancellation);
        Settle();
        return true;
    }

    /// <summary>Runs until nothing is queued, and says how the instance stands then.</summary>
    public async ValueTask BurstAsync(CancellationToken cancellation)
    {
        if (State.Root is null) await StartAsync(cancellation);
        while (await StepAsync(cancellation)) cancellation.ThrowIfCancellationRequested();
        Rest();
    }

    /// <summary>Says that nothing is queued any more: finished, or suspended.</summary>
    public void Rest()
    {
        if (State.Status == WorkflowStatus.Finished) return;
        State.SubStatus = WorkflowSubStatus.Suspended;
        ForgetMemory();
        if (State.Journal.Count == 0 || State.Journal[^1].Event != "Suspended") Write("Suspended", State.Root!);
    }

    /// <summary>Goes on from a bookmark; false when it is no longer there.</summary>
    public async ValueTask<bool> ResumeAsync(int bookmarkId, object? payload, CancellationToken cancellation)
    {
        var bookmark = State.Bookmarks.Find(one => one.Id == bookmarkId);
        if (bookmark is null || State.Status == WorkflowStatus.Finished) return false;
        State.Bookmarks.Remove(bookmark);
        State.SubStatus = WorkflowSubStatus.Executing;
        var execution = State.Execution(bookmark.ExecutionId);
        Write("Resumed", execution);
        if (bookmark.Kind == RetryPolicy.Kind)
        {
            State.Queue.Add(new(execution.NodeId, execution.ParentId ?? 1, execution.Tag, execution.Backward, [], execution.Id));
            return true;
        }

        await GuardAsync(execution, context => Services.Catalog.Of(context.Node).ResumeAsync(context, bookmark, payload, cancellation));
        Settle();
        return true;
    }

    /// <summary>Ends the instance wherever it stands, a faulted one too. One that ended well stays as it is.</summary>
    public void Cancel()
    {
        if (State.Status == WorkflowStatus.Finished && State.SubStatus != WorkflowSubStatus.Faulted) return;
        State.Queue.Clear();
        foreach (var execution in State.Executions.Values.Where(one => one.Status == ActivityStatus.Running).Reverse().ToList())
            CancelOne(execution);
        State.Bookmarks.Clear();
        Finish(WorkflowSubStatus.Cancelled);
    }

    private void TakeInput(InputDefinition input)
    {
        var given = State.Input.TryGetValue(input.Name, out var value) ? value : Values.ValueJson.FromPlain(input.Default);
        State.Input[input.Name] = Values.ValueConversion.To(input.Type, given);
    }

    private async ValueTask RunItemAsync(WorkItem item, CancellationToken cancellation)
    {
        var node = Node(item.NodeId);
        var execution = item.ExecutionId is { } again
            ? State.Execution(again)
            : NewExecution(item.NodeId, node.Id, node.Type, item.OwnerId, item.Tag, item.Backward, item.Variables);
        execution.Status = ActivityStatus.Running;
        execution.Fault = null;
        execution.Attempts++;
        if (execution.Attempts > 1) execution.StartedAt = Services.Time.GetUtcNow();
        Write("Started", execution);
        await GuardAsync(
            execution,
            async context =>
            {
                var activity = Services.Catalog.Of(node);
                context.EvaluateInputs(activity.Descriptor, cancellation);
                await activity.ExecuteAsync(context, cancellation);
            },
            fault => PutOff(execution, node, fault));
    }

    private async ValueTask GuardAsync(
        ActivityExecution execution, Func<ActivityContext, ValueTask> act, Func<Exception, bool>? putOff = null)
    {
        try
        {
            await act(new(this, execution));
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (Exception fault)
        {
            if (putOff?.Invoke(fault) != true) Fail(execution, fault);
        }
    }

    private ActivityExecution NewExecution(
        string nodeId, string activityId, string type, int? parent, string? tag, bool backward, IEnumerable<VariableSlot> variables)
    {
        var execution = new ActivityExecution
        {
            Id = State.NextExecution++,
            ParentId = parent,
            NodeId = nodeId,
            ActivityId = activityId,
            Type = type,
            Tag = tag,
            Backward = backward,
            Variables = [.. variables],
            StartedAt = Services.Time.GetUtcNow(),
        };
        State.Executions.Add(execution.Id, execution);
        Place(execution);
        return execution;
    }

    private void Place(ActivityExecution execution)
    {
        if (execution.ParentId is not { } parent) return;
        if (!_children.TryGetValue(parent, out var beside)) _children[parent] = beside = [];
        beside.Add(execution.Id);
    }
}
