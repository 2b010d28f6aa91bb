using Cer.Workflows.Running;
using Cer.Workflows.Schedules;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Begins by the calendar; inside a flow it waits for the next time.</summary>
internal sealed class CronActivity : Activity
{
    /// <summary>The clock that the calendar is read on; UTC when nothing is said.</summary>
    internal const string ZoneKey = "cer:timeZone";

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Cron", "Scheduling")
    {
        Inputs = [new("cronExpression", DataType.Text, Required: true)],
        IsTrigger = true,
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var written = context.TextInput("cronExpression") ?? "";
        // Nothing written is a schedule that was switched off: the flow goes on, as in Elsa.
        if (context.IsTrigger || string.IsNullOrWhiteSpace(written))
        {
            await context.CompleteAsync(cancellation);
            return;
        }

        var zone = Definitions.JsonRead.Text(context.Node.Custom(ZoneKey))
            ?? Definitions.JsonRead.Text(context.Run.Definition.Custom(ZoneKey));
        var due = CronSchedule.Parse(written).Next(context.Services.Time.GetUtcNow(), CronSchedule.Zone(zone))
            ?? throw new InvalidOperationException($"Found the schedule '{written}' that never comes again, expected one that does.");
        context.Wait("Cron", new() { ["cronExpression"] = written, ["resumeAt"] = due }, due);
    }
}
