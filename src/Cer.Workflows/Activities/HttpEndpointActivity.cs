using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Begins or goes on when a request comes to its path.</summary>
internal sealed class HttpEndpointActivity : Activity
{
    /// <summary>Under which the run keeps the request that it is in, beside what activities gave.</summary>
    internal const string RequestKey = "$request";

    private static readonly string[] Parts = ["result", "parsedContent", "files", "file", "routeData", "queryStringData", "headers"];

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.HttpEndpoint", "HTTP")
    {
        Inputs =
        [
            new("path", DataType.Text, Required: true), new("supportedMethods", DataType.Texts),
            new("authorize", DataType.Flag, false), new("policy", DataType.Text),
            new("requestTimeout", DataType.TimeSpan), new("requestSizeLimit", new(ValueKind.Int64)),
        ],
        Outputs = Parts,
        IsTrigger = true,
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (context.IsTrigger)
        {
            Take(context, context.State.Input);
            await context.CompleteAsync(cancellation);
            return;
        }

        var methods = context.ListInput("supportedMethods");
        context.Wait("HttpEndpoint", new()
        {
            ["path"] = context.TextInput("path"),
            ["methods"] = methods.Count > 0 ? methods : new List<object?> { "GET" },
            ["authorize"] = context.FlagInput("authorize"),
            ["policy"] = context.TextInput("policy"),
            ["requestTimeout"] = context.Input("requestTimeout"),
            ["requestSizeLimit"] = context.Input("requestSizeLimit"),
        });
    }

    public override ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation)
    {
        Take(context, payload as OrderedDictionary<string, object?> ?? []);
        return context.CompleteAsync(cancellation);
    }

    private static void Take(ActivityContext context, OrderedDictionary<string, object?> request)
    {
        // What is answered from here on is for this request.
        if (request.GetValueOrDefault(RequestKey) is { } id) context.State.ActivityOutputs[RequestKey] = new() { ["id"] = id };
        foreach (var part in Parts)
            if (request.TryGetValue(part, out var value)) context.Output(part, value);
    }
}
