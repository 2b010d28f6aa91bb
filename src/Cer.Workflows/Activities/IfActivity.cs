using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>One branch or the other.</summary>
internal sealed class IfActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.If", "Branching")
    {
        Inputs = [new("condition", DataType.Flag, false)],
        Outputs = ["result"],
        Ports = ["then", "else"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var holds = context.FlagInput("condition");
        context.Output("result", holds);
        if (context.Node.Port(holds ? "then" : "else") is { } branch) context.Schedule(branch);
        else await context.CompleteAsync(cancellation);
    }
}
