using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Begins another workflow as an instance of its own, and waits for its end when it is told to.</summary>
/// <param name="type">Of the two that there are.</param>
/// <param name="atOnce">Whether the child runs before this activity goes on, or is only sent off.</param>
internal sealed class ChildWorkflowActivity(string type, bool atOnce) : Activity
{
    public const string Kind = "Child";

    /// <summary>There is one channel here, and traces begin with every instance: both are read, and change nothing.</summary>
    private static InputDescriptor[] Dispatched => [new("channelName", DataType.Text), new("startNewTrace", DataType.Flag, false)];

    public override ActivityDescriptor Descriptor { get; } = new(type, "Composition")
    {
        Inputs =
        [
            new("workflowDefinitionId", DataType.Text, Required: true), new("correlationId", DataType.Text),
            new("input", DataType.Dictionary), new("waitForCompletion", DataType.Flag, false),
            .. atOnce ? [] : Dispatched,
        ],
        Outputs = ["result"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var id = context.TextInput("workflowDefinitionId")
            ?? throw new InvalidOperationException("Found no 'workflowDefinitionId', expected the workflow to begin.");
        var waits = context.FlagInput("waitForCompletion");
        var input = context.Input("input") as OrderedDictionary<string, object?> ?? [];
        var end = await context.Services.Port.StartChildAsync(
            context.State,
            new(new(id), Given(context, input), context.TextInput("correlationId"), context.Execution.Id, waits, atOnce),
            cancellation);
        // Where instances are kept, the child runs by itself, and tells when it rests.
        if ((waits && end is not { Status: WorkflowStatus.Finished }) || (atOnce && end is null))
            context.Wait(Kind, new() { ["workflowDefinitionId"] = id });
        else await EndAsync(context, end, cancellation);
    }

    public override ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation) =>
        EndAsync(context, payload as ChildEnd, cancellation);

    /// <summary>What the child is given: a copy of its own, and whose child it is.</summary>
    internal static OrderedDictionary<string, object?> Given(ActivityContext context, OrderedDictionary<string, object?> input)
    {
        var given = Copy(input);
        given["ParentInstanceId"] = context.State.InstanceId;
        return given;
    }

    /// <summary>A copy of its own, so that no child sees what another one changes.</summary>
    internal static OrderedDictionary<string, object?> Copy(OrderedDictionary<string, object?> input) =>
        (OrderedDictionary<string, object?>)ValueJson.FromState(ValueJson.ToState(input))!;

    internal static OrderedDictionary<string, object?> Told(ChildEnd end) =>
        ChildResult.Of(end.InstanceId, end.Status.ToString(), end.SubStatus.ToString(), end.Output);

    private ValueTask EndAsync(ActivityContext context, ChildEnd? end, CancellationToken cancellation)
    {
        if (end is not null) context.Output("result", atOnce ? Told(end) : end.Output);
        return context.CompleteAsync(cancellation);
    }
}
