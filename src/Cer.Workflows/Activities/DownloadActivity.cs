using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>Fetches a file, whole.</summary>
internal sealed class DownloadActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.DownloadHttpFile", "HTTP")
    {
        Inputs = HttpSender.Inputs,
        Outputs = ["result", "responseContentStream", "responseContentBytes", "statusCode", "responseHeaders"],
        Outcomes = ["200", "Unmatched status code", "Failed to connect", "Timeout", "Done"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var answer = await HttpSender.SendAsync(context, cancellation);
        if (answer.StatusCode == 0)
        {
            await context.CompleteAsync([answer.TimedOut ? "Timeout" : "Failed to connect"], cancellation);
            return;
        }

        context.Output("responseContentBytes", answer.Content);
        context.Output("responseContentStream", answer.Content);
        context.Output("result", answer.Content);
        await context.CompleteAsync([answer.StatusCode == 200 ? "200" : "Unmatched status code", "Done"], cancellation);
    }
}
