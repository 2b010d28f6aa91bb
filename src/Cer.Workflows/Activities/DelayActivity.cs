using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Waits for a span of time.</summary>
internal sealed class DelayActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Delay", "Scheduling")
    {
        Inputs = [new("timeSpan", DataType.TimeSpan, TimeSpan.Zero)],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var span = (TimeSpan)context.Input("timeSpan")!;
        if (span < TimeSpan.Zero || span > TimeSpan.FromDays(36525))
            throw new InvalidOperationException($"Found a wait of {ValueText.Of(span)}, expected one from nothing to a hundred years.");
        var due = context.Services.Time.GetUtcNow() + span;
        context.Wait("Delay", new() { ["resumeAt"] = due }, due);
        return ValueTask.CompletedTask;
    }
}
