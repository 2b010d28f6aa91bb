using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Begins a workflow for each item, and waits for all of them unless told not to.</summary>
internal sealed class BulkDispatchActivity : Activity
{
    private const string Ended = "ended";

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.BulkDispatchWorkflows", "Composition")
    {
        Inputs =
        [
            new("workflowDefinitionId", DataType.Text, Required: true), new("items", DataType.List, Required: true),
            new("defaultItemInputKey", DataType.Text, "Item"), new("correlationIdFunction", DataType.Text, EvaluatedLater: true),
            new("input", DataType.Dictionary), new("waitForCompletion", DataType.Flag, true),
            new("channelName", DataType.Text), new("startNewTrace", DataType.Flag, false),
        ],
        Outcomes = ["Completed", "Canceled", "Done"],
        Ports = ["childCompleted", "childFaulted"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var id = context.TextInput("workflowDefinitionId")
            ?? throw new InvalidOperationException("Found no 'workflowDefinitionId', expected the workflow to begin.");
        var items = context.ListInput("items");
        var waits = context.FlagInput("waitForCompletion");
        ParallelActivity.Waits(context, items.Count);
        // The wait is written first: a child that ends at once finds it.
        if (waits && items.Count > 0) context.Wait(ChildWorkflowActivity.Kind, new() { ["workflowDefinitionId"] = id });
        for (var i = 0; i < items.Count; i++)
            await context.Services.Port.StartChildAsync(
                context.State,
                new(new(id), InputOf(context, items[i]), Correlation(context, i, items[i], cancellation), context.Execution.Id, waits,
                    AtOnce: false),
                cancellation);
        if (items.Count == 0) await context.CompleteAsync(waits ? ["Completed", "Done"] : ["Done"], cancellation);
        else if (!waits) await context.CompleteAsync(["Done"], cancellation);
    }

    public override async ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation)
    {
        if (payload is not ChildEnd end)
        {
            await context.CompleteAsync(["Completed", "Done"], cancellation);
            return;
        }

        var ended = 1 + (int)(ValueConversion.To(DataType.Int32, context.Execution.Kept.GetValueOrDefault(Ended)) ?? 0);
        context.Execution.Kept[Ended] = ended;
        if (ended < context.ListInput("items").Count) context.Wait(bookmark.Kind, bookmark.Payload);
        if (context.Node.Port(end.SubStatus == WorkflowSubStatus.Faulted ? "childFaulted" : "childCompleted") is { } port)
            context.Schedule(port, variables:
            [
                new($"{context.Execution.Id}:ChildInstance", "ChildInstance", DataType.Any, ChildWorkflowActivity.Told(end)),
                new($"{context.Execution.Id}:ChildInstanceId", "ChildInstanceId", DataType.Text, end.InstanceId),
            ]);
        else if (ParallelActivity.OneLess(context)) await context.CompleteAsync(["Completed", "Done"], cancellation);
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation) =>
        ParallelActivity.OneLess(context) ? context.CompleteAsync(["Completed", "Done"], cancellation) : ValueTask.CompletedTask;

    private static OrderedDictionary<string, object?> InputOf(ActivityContext context, object? item)
    {
        var input = ChildWorkflowActivity.Given(context, context.Input("input") as OrderedDictionary<string, object?> ?? []);
        if (item is OrderedDictionary<string, object?> fields)
            foreach (var (name, value) in ChildWorkflowActivity.Copy(fields)) input[name] = value;
        else input[context.TextInput("defaultItemInputKey") ?? "Item"] = item;
        return input;
    }

    private static string? Correlation(ActivityContext context, int index, object? item, CancellationToken cancellation)
    {
        if (context.Node.Input("correlationIdFunction") is not { } written) return null;
        var scope = new RunScope(context.Run, context.Execution);
        foreach (var name in new[] { "getItem", "getCurrentValue" }) scope.Add(name, _ => item);
        scope.Add("getItemIndex", _ => index);
        var value = context.Services.Expressions.Evaluate(written, scope, cancellation);
        return value is null ? null : ValueText.Of(value);
    }
}
