using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>The small activities that do one thing and are done.</summary>
internal static class Primitives
{
    public static IEnumerable<Activity> All =>
    [
        new PlainActivity(new("Elsa.Start", "Flow"), Nothing),
        new PlainActivity(new("Elsa.End", "Flow") { IsTerminal = true, Outcomes = [] }, Nothing),
        new PlainActivity(
            new("Elsa.WriteLine", "Console") { Inputs = [new("text", DataType.Text)] },
            (context, cancellation) => context.Services.Port.WriteLineAsync(context.TextInput("text") ?? "", cancellation)),
        new PlainActivity(new("Elsa.ReadLine", "Console") { Outputs = ["result"] }, ReadLineAsync),
        new PlainActivity(
            new("Elsa.SetVariable", "Primitives") { Inputs = [new("value", DataType.Any, EvaluatedLater: true)] }, SetVariableAsync),
        new PlainActivity(
            new("Elsa.SetOutput", "Primitives")
            {
                Inputs = [new("outputName", DataType.Text, Required: true), new("outputValue", DataType.Any)],
            },
            SetOutputAsync),
        new PlainActivity(
            new("Elsa.SetName", "Primitives") { Inputs = [new("value", DataType.Text)] },
            (context, _) => Do(() => context.State.Name = context.TextInput("value"))),
        new PlainActivity(
            new("Elsa.Correlate", "Primitives") { Inputs = [new("correlationId", DataType.Text)] },
            (context, _) => Do(() => context.State.CorrelationId = context.TextInput("correlationId"))),
        new PlainActivity(
            new("Elsa.Fault", "Primitives")
            {
                Inputs =
                [
                    new("code", DataType.Text, "0"), new("category", DataType.Text, "General"),
                    new("faultType", DataType.Text, "System"), new("message", DataType.Text),
                ],
                Outcomes = [],
            },
            (context, _) => throw new WorkflowFaultException(context.TextInput("message") ?? $"Fault {context.TextInput("code")}")),
        new PlainActivity(Log("Elsa.Log"), LogAsync),
        new PlainActivity(Log("Elsa.LogMessage"), LogAsync),
        new PlainActivity(
            new("Elsa.PublishEvent", "Events")
            {
                Inputs =
                [
                    new("eventName", DataType.Text, Required: true), new("correlationId", DataType.Text),
                    new("isLocalEvent", DataType.Flag, false), new("payload", DataType.Any),
                ],
            },
            (context, cancellation) => context.Services.Port.PublishAsync(
                context.State,
                context.TextInput("eventName") ??
                    throw new InvalidOperationException("Found no 'eventName', expected the event to publish."),
                context.TextInput("correlationId"),
                context.FlagInput("isLocalEvent"),
                context.Input("payload"),
                cancellation)),
        new PlainActivity(
            new("Elsa.WriteHttpResponse", "HTTP")
            {
                Inputs =
                [
                    new("statusCode", DataType.Text, "OK"), new("content", DataType.Any),
                    new("contentType", DataType.Text), new("responseHeaders", DataType.Dictionary),
                ],
            },
            RespondAsync),
        new PlainActivity(
            new("Elsa.WriteFileHttpResponse", "HTTP")
            {
                Inputs =
                [
                    new("content", DataType.Any), new("filename", DataType.Text), new("contentType", DataType.Text),
                    new("entityTag", DataType.Text), new("enableResumableDownloads", DataType.Flag, false),
                    new("downloadCorrelationId", DataType.Text),
                ],
            },
            RespondAsync),
    ];

    private static ActivityDescriptor Log(string type) =>
        new(type, "Diagnostics") { Inputs = [new("message", DataType.Text), new("level", DataType.Text, "Information")] };

    private static ValueTask Nothing(ActivityContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    private static ValueTask Do(Action act)
    {
        act();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask ReadLineAsync(ActivityContext context, CancellationToken cancellation) =>
        context.Output("result", await context.Services.Port.ReadLineAsync(cancellation));

    private static ValueTask SetVariableAsync(ActivityContext context, CancellationToken cancellation)
    {
        var (id, name) = Named(context.Node.Property("variable"));
        var slot = (id is null ? null : context.Variable(id))
            ?? (name is null ? null : context.Run.FindVariableByName(context.Execution, name))
            ?? throw new InvalidOperationException(
                $"Found no variable with the id '{id}' ({name}), expected one of the workflow or of a container around it.");
        var value = context.Evaluate("value", slot.Type, cancellation);
        context.Execution.Inputs["value"] = value;
        slot.Set(value);
        return ValueTask.CompletedTask;
    }

    private static ValueTask SetOutputAsync(ActivityContext context, CancellationToken cancellation)
    {
        var name = context.TextInput("outputName") ?? "";
        context.Run.WriteOutput(context.Execution, name, context.Input("outputValue"));
        return ValueTask.CompletedTask;
    }

    /// <summary>A variable is written as an object with its id and name, or as one of the two.</summary>
    private static (string? Id, string? Name) Named(System.Text.Json.Nodes.JsonNode? written) =>
        written is System.Text.Json.Nodes.JsonObject variable
            ? (JsonRead.Text(variable["id"]), JsonRead.Text(variable["name"]))
            : (JsonRead.Text(written), JsonRead.Text(written));

    private static ValueTask LogAsync(ActivityContext context, CancellationToken cancellation) =>
        Do(() => context.Services.Port.Log(context.TextInput("level") ?? "Information", context.TextInput("message") ?? ""));

    private static async ValueTask RespondAsync(ActivityContext context, CancellationToken cancellation)
    {
        var status = HttpNumbers.Status(context.Input("statusCode"));
        var headers = context.Input("responseHeaders") as OrderedDictionary<string, object?> ?? [];
        if (context.TextInput("filename") is { Length: > 0 } file)
            headers = new(headers) { ["Content-Disposition"] = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(file)}" };
        if (context.TextInput("entityTag") is { Length: > 0 } tag)
            headers = new(headers) { ["ETag"] = tag.EndsWith('"') ? tag : $"\"{tag}\"" };
        var answered = await context.Services.Port.RespondAsync(
            context.State, status, context.TextInput("contentType"), headers, context.Input("content"), cancellation);
        if (!answered) context.Services.Port.Log("Warning", $"{context.Node.Name ?? context.Node.Id} had no request to answer.");
    }
}
