using Cer.Operations.Alarms;
using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Host.Blocks.Watch;

/// <summary>Takes note of open alarms by their keys: somebody was told.</summary>
/// <remarks>It is the workflow that signs, with the reason that it is given.</remarks>
internal sealed class AcknowledgeAlertActivity(Lazy<IAlarmStore> alarms) : Activity
{
    private const int MostAlarms = 5000;
    private const int LongestReason = 500;

    public override ActivityDescriptor Descriptor { get; } = new("Cer.AcknowledgeAlert", "Energia: controlli")
    {
        Inputs = [new("keys", DataType.Texts, Required: true), new("reason", DataType.Text)],
        Outputs = ["acknowledged"],
        Outcomes = ["Done", "NothingToDo"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var keys = context.ListInput("keys").Select(ValueText.Of).ToHashSet(StringComparer.Ordinal);
        if (!context.IsKept())
        {
            context.Services.Port.Log("Effect", $"{keys.Count} alarms would be taken note of.");
            await context.CompleteAsync(["Done"], cancellation);
            return;
        }

        var done = await context.InStepAsync(community => NoteAsync(context, community, keys, cancellation), cancellation);
        context.Output("acknowledged", done);
        await context.CompleteAsync([done > 0 ? "Done" : "NothingToDo"], cancellation);
    }

    private async Task<int> NoteAsync(
        ActivityContext context, Operations.Ports.CommunityId community, HashSet<string> keys, CancellationToken cancellation)
    {
        var reason = context.TextInput("reason") is { Length: > 0 } said ? said[..Math.Min(said.Length, LongestReason)] : null;
        var done = 0;
        foreach (var alarm in await alarms.Value.ListAsync(community, MostAlarms, cancellation))
        {
            if (alarm is { ResolvedAt: null, AcknowledgedAt: null } && keys.Contains(alarm.What.Key)
                && await alarms.Value.AcknowledgeAsync(
                    community, alarm.Id, context.Signature(), reason, context.Now(), cancellation)) done++;
        }

        return done;
    }
}
