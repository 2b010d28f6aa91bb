using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>What the activities that send requests have in common.</summary>
internal static class HttpSender
{
    public static IReadOnlyList<InputDescriptor> Inputs { get; } =
    [
        new("url", DataType.Text, Required: true), new("method", DataType.Text, "GET"), new("content", DataType.Any),
        new("contentType", DataType.Text), new("authorization", DataType.Text),
        new("disableAuthorizationHeaderValidation", DataType.Flag, false), new("requestHeaders", DataType.Dictionary),
    ];

    public static IReadOnlyList<string> Outputs { get; } = ["result", "statusCode", "parsedContent", "responseHeaders"];

    public static async ValueTask<HttpAnswer> SendAsync(ActivityContext context, CancellationToken cancellation)
    {
        var url = context.TextInput("url") ?? throw new InvalidOperationException("Found no 'url', expected an address.");
        var content = context.Input("content");
        var isText = content is null or string;
        var answer = await context.Services.Port.SendAsync(
            new HttpCall(
                url,
                context.TextInput("method") ?? "GET",
                content is null ? null : ValueText.Of(content),
                context.TextInput("contentType") ?? (isText ? "text/plain" : "application/json"),
                context.TextInput("authorization"),
                context.Input("requestHeaders") as OrderedDictionary<string, object?> ?? []),
            context.Key,
            cancellation);
        if (WantsRetry(context, answer) is { } reason) throw new TryAgainException(reason);
        if (answer.StatusCode != 0) Keep(context, answer);
        return answer;
    }

    /// <summary>Why the request is to be sent again later; null when it is not, or its retries are used up.</summary>
    private static string? WantsRetry(ActivityContext context, HttpAnswer answer)
    {
        if (RetryPolicy.Of(context.Node) is not { } policy || context.Execution.Attempts > policy.Retries) return null;
        return answer.StatusCode switch
        {
            0 => answer.TimedOut ? "Found no answer in time, expected one." : "Found nobody at that address, expected an answer.",
            408 or 429 or >= 500 => $"Found the answer {answer.StatusCode}, expected one that is not a failure of the moment.",
            _ => null,
        };
    }

    private static void Keep(ActivityContext context, HttpAnswer answer)
    {
        var text = Encoding.UTF8.GetString(answer.Content);
        context.Output("statusCode", answer.StatusCode);
        context.Output("responseHeaders", answer.Headers);
        context.Output("parsedContent", Parsed(text, answer.ContentType));
        context.Output("result", text);
    }

    private static object? Parsed(string text, string? contentType)
    {
        if (contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true) return text;
        try
        {
            return ValueJson.FromPlain(JsonNode.Parse(text));
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
