using System.Text.Json.Nodes;
using Cer.Workflows.Hosting;
using Cer.Workflows.Values;

namespace Cer.Storage.Workflows;

/// <summary>Words and values in the tables of workflows.</summary>
internal static class FlowWords
{
    public static string Of(InboxKind kind) => kind.ToString().ToLowerInvariant();

    public static InboxKind Kind(string word) => Enum.Parse<InboxKind>(word, ignoreCase: true);

    public static string Json(OrderedDictionary<string, object?> fields) => ValueJson.ToState(fields)!.ToJsonString();

    public static OrderedDictionary<string, object?> Payload(string json) =>
        ValueJson.FromState(JsonNode.Parse(json, documentOptions: new() { MaxDepth = 256 })) as OrderedDictionary<string, object?> ?? [];
}
