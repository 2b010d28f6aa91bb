using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Its body for each item, one after the other.</summary>
internal sealed class ForEachActivity : LoopActivity
{
    private const string Index = "index";

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.ForEach", "Looping")
    {
        Inputs = [new("items", DataType.List, Required: true)],
        Outputs = ["currentValue"],
        Ports = ["body"],
    };

    protected override async ValueTask NextAsync(ActivityContext context, CancellationToken cancellation)
    {
        var index = (int)(ValueConversion.To(DataType.Int32, context.Execution.Kept.GetValueOrDefault(Index)) ?? 0);
        var items = context.ListInput("items");
        if (index >= items.Count || context.Node.Port("body") is not { } body)
        {
            await context.CompleteAsync(cancellation);
            return;
        }

        context.Execution.Kept[Index] = index + 1;
        context.Output("currentValue", items[index]);
        context.Schedule(body, variables: Pass(context, index, items[index]));
    }

    /// <summary>The variables of one pass, in a scope of its own.</summary>
    internal static VariableSlot[] Pass(ActivityContext context, int index, object? item) =>
    [
        new($"{context.Execution.Id}:CurrentIndex", "CurrentIndex", DataType.Int32, index),
        new($"{context.Execution.Id}:CurrentValue", "CurrentValue", DataType.Any, item),
    ];
}
