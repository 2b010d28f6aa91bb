using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Begins again and again at an interval; inside a flow it waits for one.</summary>
internal sealed class TimerActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Timer", "Scheduling")
    {
        Inputs = [new("interval", DataType.TimeSpan, TimeSpan.FromMinutes(1))],
        IsTrigger = true,
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (context.IsTrigger)
        {
            await context.CompleteAsync(cancellation);
            return;
        }

        var interval = (TimeSpan)context.Input("interval")!;
        if (interval <= TimeSpan.Zero || interval > TimeSpan.FromDays(36525))
            throw new InvalidOperationException($"Found an interval of {ValueText.Of(interval)}, expected more than "
                + "nothing, and at most a hundred years.");
        var due = context.Services.Time.GetUtcNow() + interval;
        context.Wait("Timer", new() { ["resumeAt"] = due }, due);
    }
}
