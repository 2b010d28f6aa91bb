using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>The label of the first case that holds as the outcome, or of every one, or Default.</summary>
internal sealed class FlowSwitchActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowSwitch", "Branching")
    {
        Inputs = [new("mode", DataType.Text, "MatchFirst")],
        Outcomes = ["Default"],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var labels = SwitchActivity.Matching(context, cancellation).Select(item => JsonRead.Text(item["label"]) ?? "").ToList();
        return context.CompleteAsync(labels.Count > 0 ? labels : ["Default"], cancellation);
    }
}
