using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>Ends the whole instance, whatever else is queued or waits.</summary>
internal sealed class FinishActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Finish", "Primitives") { IsTerminal = true, Outcomes = [] };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        context.Run.FinishNow(context.Execution);
        return ValueTask.CompletedTask;
    }
}
