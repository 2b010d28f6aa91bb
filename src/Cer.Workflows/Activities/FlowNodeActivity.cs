using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>A place for one activity inside a flowchart.</summary>
internal sealed class FlowNodeActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowNode", "Flow") { Ports = ["body"] };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (context.Node.Port("body") is { } body) context.Schedule(body);
        else await context.CompleteAsync(cancellation);
    }
}
