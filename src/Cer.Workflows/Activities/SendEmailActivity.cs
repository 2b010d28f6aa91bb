using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Sends a mail; what cannot be sent runs the activity drawn for it.</summary>
internal sealed class SendEmailActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.SendEmail", "Email")
    {
        Inputs =
        [
            new("from", DataType.Text), new("to", DataType.Texts, Required: true), new("cc", DataType.Texts), new("bcc", DataType.Texts),
            new("subject", DataType.Text), new("body", DataType.Text), new("attachments", DataType.Any),
        ],
        Ports = ["error"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        try
        {
            await context.Services.Port.SendAsync(
                new Letter(
                    context.TextInput("from"), List(context, "to"), List(context, "cc"), List(context, "bcc"),
                    context.TextInput("subject"), context.TextInput("body")),
                context.Key,
                cancellation);
        }
        catch (InvalidOperationException) when (context.Node.Port("error") is not null)
        {
            context.Schedule(context.Node.Port("error")!);
            return;
        }

        await context.CompleteAsync(cancellation);
    }

    private static List<string> List(ActivityContext context, string name) => [.. context.ListInput(name)
        .SelectMany(item => ValueText.Of(item).Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
