using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>The outcome True or False.</summary>
internal sealed class FlowDecisionActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowDecision", "Branching")
    {
        Inputs = [new("condition", DataType.Flag, false)],
        Outcomes = ["True", "False"],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation) =>
        context.CompleteAsync([context.FlagInput("condition") ? "True" : "False"], cancellation);
}
