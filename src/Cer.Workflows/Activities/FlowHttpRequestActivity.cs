using System.Globalization;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Sends a request; the status code is the outcome.</summary>
internal sealed class FlowHttpRequestActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowSendHttpRequest", "HTTP")
    {
        Inputs = [.. HttpSender.Inputs, new("expectedStatusCodes", DataType.Texts)],
        Outputs = HttpSender.Outputs,
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

        var expected = context.ListInput("expectedStatusCodes").Select(HttpNumbers.Status).ToList();
        if (expected.Count == 0) expected.Add(200);
        var outcome = expected.Contains(answer.StatusCode)
            ? answer.StatusCode.ToString(CultureInfo.InvariantCulture)
            : "Unmatched status code";
        await context.CompleteAsync([outcome, "Done"], cancellation);
    }
}
