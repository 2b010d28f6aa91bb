using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>One outcome for each branch, all at once.</summary>
internal sealed class FlowForkActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowFork", "Branching")
    {
        Inputs = [new("branches", DataType.Texts)],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var branches = context.ListInput("branches").Select(ValueText.Of).ToList();
        return context.CompleteAsync(context.Input("branches") is null ? ["Done"] : branches, cancellation);
    }
}
