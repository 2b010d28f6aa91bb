using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>An activity that does one thing and is done.</summary>
public sealed class PlainActivity(
    ActivityDescriptor descriptor, Func<ActivityContext, CancellationToken, ValueTask> act) : Activity
{
    public override ActivityDescriptor Descriptor => descriptor;

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        await act(context, cancellation);
        await context.CompleteAsync(cancellation);
    }
}
