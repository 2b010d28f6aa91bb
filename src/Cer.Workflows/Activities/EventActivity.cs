using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Begins or goes on when an event of its name is published.</summary>
internal sealed class EventActivity : Activity
{
    public const string Kind = "Event";

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Event", "Events")
    {
        Inputs = [new("eventName", DataType.Text, Required: true)],
        Outputs = ["result"],
        IsTrigger = true,
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (context.IsTrigger)
        {
            context.Output("result", context.State.Input.GetValueOrDefault("Payload"));
            await context.CompleteAsync(cancellation);
            return;
        }

        context.Wait(Kind, new() { ["eventName"] = context.TextInput("eventName"), ["correlationId"] = context.State.CorrelationId });
    }

    public override ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation)
    {
        context.Output("result", payload);
        return context.CompleteAsync(cancellation);
    }
}
