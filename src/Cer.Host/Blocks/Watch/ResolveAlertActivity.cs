using Cer.Operations.Alarms;
using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Host.Blocks.Watch;

/// <summary>Resolves the alarm of a key and all those below it.</summary>
internal sealed class ResolveAlertActivity(Lazy<IAlarmStore> alarms) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Cer.ResolveAlert", "Energia: controlli")
    {
        Inputs = [new("key", DataType.Text, Required: true)],
        Outputs = ["resolved"],
        Outcomes = ["Resolved", "NothingToDo"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var key = context.TextInput("key") is { Length: > 0 } named
            ? named
            : throw new InvalidOperationException("Found no key, expected the name of the incident.");
        if (!context.IsKept())
        {
            context.Services.Port.Log("Effect", $"Alarms of '{key}' would be resolved.");
            await context.CompleteAsync(["Resolved"], cancellation);
            return;
        }

        var resolved = await context.InStepAsync(
            community => alarms.Value.ResolveAsync(community, key, context.Signature(), context.Now(), cancellation), cancellation);
        context.Output("resolved", resolved);
        await context.CompleteAsync([resolved > 0 ? "Resolved" : "NothingToDo"], cancellation);
    }
}
