using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Values;

namespace Cer.Workflows.Running;

/// <summary>What an activity sees of the run while it is executed, resumed, or told of a child.</summary>
public sealed class ActivityContext
{
    internal ActivityContext(WorkflowRun run, ActivityExecution execution)
    {
        (Run, Execution) = (run, execution);
        Node = execution.ParentId is null ? run.Definition.Root : run.Node(execution.NodeId);
    }

    public WorkflowRun Run { get; }

    public WorkflowState State => Run.State;

    public RunServices Services => Run.Services;

    public ActivityExecution Execution { get; }

    public ActivityNode Node { get; }

    /// <summary>The same for every attempt: by it a receiver recognises what it has done already.</summary>
    public string Key => $"{State.InstanceId}:{Execution.Id}";

    /// <summary>Whether the instance was begun by this activity's trigger.</summary>
    public bool IsTrigger => State.TriggerActivityId == Node.Id && State.TriggerActivityId is not null;

    /// <summary>An input as it was evaluated; null when it is not set and has no default.</summary>
    public object? Input(string name) => Execution.Inputs.GetValueOrDefault(name);

    public string? TextInput(string name) => Input(name) is { } value ? ValueText.Of(value) : null;

    public bool FlagInput(string name) => Input(name) is true;

    public List<object?> ListInput(string name) => Input(name) as List<object?> ?? [];

    /// <summary>Evaluates an input now, as loops do in each pass.</summary>
    public object? Evaluate(string name, DataType type, CancellationToken cancellation) =>
        Evaluate(Node.Input(name), type, cancellation);

    public object? Evaluate(InputValue? input, DataType type, CancellationToken cancellation) => input is null
        ? null
        : ValueConversion.To(type, Services.Expressions.Evaluate(input, new RunScope(Run, Execution), cancellation));

    /// <summary>Keeps what an output came to, and writes it where the designer said.</summary>
    public void Output(string name, object? value)
    {
        Execution.Outputs[name] = value;
        var outputs = State.ActivityOutputs.TryGetValue(Run.OutputsOf(Node), out var there)
            ? there
            : State.ActivityOutputs[Run.OutputsOf(Node)] = [];
        outputs[name] = value;
        if (name == "result") State.LastResult = value;
        if (Node.OutputTarget(name) is { } target) Run.WriteMemory(Run.Parent(Execution), target, value);
    }

    public void Schedule(
        ActivityNode node, string? tag = null, bool backward = false, IReadOnlyList<VariableSlot>? variables = null) =>
        Run.Schedule(Execution, node, tag, backward, variables);

    public ValueTask CompleteAsync(CancellationToken cancellation) => Run.CompleteAsync(Execution, ["Done"], cancellation);

    public ValueTask CompleteAsync(IReadOnlyList<string> outcomes, CancellationToken cancellation) =>
        Run.CompleteAsync(Execution, outcomes, cancellation);

    /// <summary>Waits: the run goes on from here when somebody resumes it.</summary>
    public Bookmark Wait(string kind, OrderedDictionary<string, object?>? payload = null, DateTimeOffset? due = null)
    {
        var bookmark = new Bookmark(State.NextBookmark++, kind, Execution.Id, Node.Id, payload ?? [], due);
        State.Bookmarks.Add(bookmark);
        return bookmark;
    }

    /// <summary>The nearest execution above that a variable, by its id, stands in.</summary>
    public VariableSlot? Variable(string id) => Run.FindVariable(Execution, id);

    internal void EvaluateInputs(ActivityDescriptor descriptor, CancellationToken cancellation)
    {
        foreach (var input in descriptor.Inputs)
        {
            if (input.EvaluatedLater) continue;
            var written = Node.Input(input.Name);
            Execution.Inputs[input.Name] = written is null
                ? input.Default
                : Named(input.Name, () => Evaluate(written, input.Type, cancellation)) ?? input.Default;
        }
    }

    private object? Named(string name, Func<object?> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (ExpressionException fault)
        {
            var place = fault.Line > 0 ? $" (line {fault.Line}, column {fault.Column})" : "";
            throw new ExpressionException($"Input '{name}' of {Node.Name ?? Node.Id}{place}: {fault.Message}", fault.Line, fault.Column);
        }
    }
}
