using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Begins at an instant; inside a flow it waits for it, and goes on at once when it is past.</summary>
internal sealed class StartAtActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.StartAt", "Scheduling")
    {
        Inputs = [new("dateTime", new(ValueKind.DateTimeOffset), Required: true)],
        IsTrigger = true,
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var due = context.Input("dateTime") as DateTimeOffset?
            ?? throw new InvalidOperationException("Found no 'dateTime', expected an instant such as 2026-01-31T08:00:00+01:00.");
        if (context.IsTrigger || due <= context.Services.Time.GetUtcNow()) await context.CompleteAsync(cancellation);
        else context.Wait("StartAt", new() { ["resumeAt"] = due }, due);
    }
}
