using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Durable.Tests;

/// <summary>Waits, and writes a row when it is resumed.</summary>
internal sealed class ResumedActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Test.Resumed", "Test") { Inputs = [new("what", DataType.Text)] };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        context.Wait("Test");
        return ValueTask.CompletedTask;
    }

    public override async ValueTask ResumeAsync(
        ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation)
    {
        await TestActivities.InsertAsync(context, cancellation);
        await context.CompleteAsync(cancellation);
    }
}
