using Cer.Operations.Alarms;
using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Host.Blocks.Watch;

/// <summary>Raises an alarm, one for each incident: of a key, or of each finding below it.</summary>
/// <remarks>With findings, what was open below the key and is not among them any more is resolved in the same step.</remarks>
internal sealed class RaiseAlertActivity(Lazy<RaiseAlarms> raise) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Cer.RaiseAlert", "Energia: controlli")
    {
        Inputs =
        [
            new("key", DataType.Text, Required: true),
            new("kind", DataType.Text, "workflow"),
            new("severity", DataType.Text, "warning"),
            new("title", DataType.Text),
            new("text", DataType.Text),
            new("findings", DataType.Any),
        ],
        Outputs = ["raised", "lasting", "resolved"],
        Outcomes = ["Raised", "AlreadyOpen"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var key = context.TextInput("key") is { Length: > 0 } named
            ? named
            : throw new InvalidOperationException("Found no key, expected the name of the incident.");
        var severity = context.TextInput("severity") ?? "warning";
        var findings = context.Input("findings") as List<object?>;
        List<NewAlarm> alarms = findings is null
            ? [One(context, key, severity)]
            : [.. findings.Select((finding, place) => AlarmFinding.Read(finding, place, key, severity, context.Now()))];
        if (alarms.Select(alarm => alarm.Problem).FirstOrDefault(problem => problem is not null) is { } wrong)
            throw new InvalidOperationException(wrong);
        if (!context.IsKept())
        {
            foreach (var alarm in alarms) context.Services.Port.Log("Effect", $"An alarm would be raised: {alarm.Title}");
            await context.CompleteAsync(["Raised"], cancellation);
            return;
        }

        var done = await context.InStepAsync(
            community => raise.Value.RunAsync(
                community, alarms, findings is null ? null : key, context.Signature(), context.Now(), cancellation),
            cancellation);
        context.Output("raised", done.Raised.Count);
        context.Output("lasting", done.Lasting);
        context.Output("resolved", done.Resolved);
        await context.CompleteAsync([done.Raised.Count > 0 ? "Raised" : "AlreadyOpen"], cancellation);
    }

    private static NewAlarm One(ActivityContext context, string key, string severity) => new(
        key,
        context.TextInput("kind") ?? "workflow",
        severity,
        context.TextInput("title") is { Length: > 0 } title ? title : key,
        context.TextInput("text") ?? "",
        context.Now());
}
