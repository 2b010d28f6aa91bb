using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Its body as long as a condition holds, which is asked before each pass.</summary>
internal sealed class WhileActivity : LoopActivity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.While", "Looping")
    {
        Inputs = [new("condition", DataType.Flag, false, EvaluatedLater: true, Required: true)],
        Ports = ["body"],
    };

    protected override async ValueTask NextAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (context.Evaluate("condition", DataType.Flag, cancellation) is true
            && context.Node.Port("body") is { } body) context.Schedule(body);
        else await context.CompleteAsync(cancellation);
    }
}
