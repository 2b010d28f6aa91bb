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
            new("requestTimeout", DataType.TimeSpan), .. HttpFileRules.Inputs,
        ],
        Outputs = Parts,
        IsTrigger = true,
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (context.IsTrigger)
        {
            await TakeAsync(context, context.State.Input, cancellation);
            return;
        }

        var methods = context.ListInput("supportedMethods");
        context.Wait("HttpEndpoint", new(HttpFileRules.Of((name, _) => context.Input(name)))
        {
            ["path"] = context.TextInput("path"),
            ["methods"] = methods.Count > 0 ? methods : new List<object?> { "GET" },
            ["authorize"] = context.FlagInput("authorize"),
            ["policy"] = context.TextInput("policy"),
            ["requestTimeout"] = context.Input("requestTimeout"),
        });
    }

    public override ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation) =>
        TakeAsync(context, payload as OrderedDictionary<string, object?> ?? [], cancellation);

    private static ValueTask TakeAsync(
        ActivityContext context, OrderedDictionary<string, object?> request, CancellationToken cancellation)
    {
        // What is answered from here on is for this request.
        if (request.GetValueOrDefault(RequestKey) is { } id) context.State.ActivityOutputs[RequestKey] = new() { ["id"] = id };
        foreach (var part in Parts)
            if (request.TryGetValue(part, out var value)) context.Output(part, value);
        return request.GetValueOrDefault(HttpFileRules.OutcomeKey) is string outcome && HttpFileRules.Flags.ContainsKey(outcome)
            ? context.CompleteAsync([outcome], cancellation)
            : context.CompleteAsync(cancellation);
    }
}
