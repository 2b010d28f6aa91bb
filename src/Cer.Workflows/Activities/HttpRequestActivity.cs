using Cer.Workflows.Definitions;
using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>Sends a request, and runs the activity drawn for what came of it.</summary>
internal sealed class HttpRequestActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.SendHttpRequest", "HTTP")
    {
        Inputs = HttpSender.Inputs,
        Outputs = HttpSender.Outputs,
        Ports = ["expectedStatusCodes", "unmatchedStatusCode", "failedToConnect", "timeout"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var answer = await HttpSender.SendAsync(context, cancellation);
        var port = answer.StatusCode == 0
            ? context.Node.Port(answer.TimedOut ? "timeout" : "failedToConnect")
            : PortFor(context.Node, answer.StatusCode);
        if (port is not null) context.Schedule(port);
        else await context.CompleteAsync(cancellation);
    }

    private static ActivityNode? PortFor(ActivityNode node, int status)
    {
        foreach (var expected in JsonRead.Objects(node.Property("expectedStatusCodes")))
            if (HttpNumbers.Status(Values.ValueJson.FromPlain(expected["statusCode"])) == status) return node.ChildOf(expected);
        return node.Port("unmatchedStatusCode");
    }
}
