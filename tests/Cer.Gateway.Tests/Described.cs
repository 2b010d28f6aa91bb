using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cer.Gateway.Tests;

/// <summary>Holds answers against a description in OpenAPI 3.0: the parts of it that this one uses.</summary>
internal sealed class Described(JsonObject document)
{
    private readonly HashSet<string> _seen = [];

    /// <summary>Every answer that is described, as method, path and status.</summary>
    public IReadOnlyList<string> All =>
    [
        .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().SelectMany(method =>
            method.Value!["responses"]!.AsObject().Select(answer => $"{method.Key} {path.Key} {answer.Key}"))),
    ];

    /// <summary>Those that were held against it.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    /// <summary>What of an answer is not as described; nothing when all is.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(string method, string path, HttpResponseMessage answer)
    {
        var name = $"{method} {path} {(int)answer.StatusCode}";
        if (document["paths"]![path]?[method]?["responses"]?[$"{(int)answer.StatusCode}"] is not { } said)
            return [$"{name} is not described"];
        _seen.Add(name);
        List<string> problems = [];
        foreach (var header in said["headers"]?.AsObject() ?? [])
            if (!answer.Headers.Contains(header.Key)) problems.Add($"{name}: no header {header.Key}");
        var (type, content) = said["content"]!.AsObject().Single();
        if (answer.Content.Headers.ContentType?.MediaType != type) problems.Add($"{name}: {answer.Content.Headers.ContentType}");
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (type == "text/html") return problems;
        Check(content!["schema"]!, JsonNode.Parse(body), name, problems);
        return problems;
    }

    private void Check(JsonNode schema, JsonNode? value, string place, List<string> problems)
    {
        while (schema["$ref"] is { } reference)
            schema = document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!;
        if (value is null)
        {
            if ((bool?)schema["nullable"] != true) problems.Add($"{place}: null");
            return;
        }

        var kind = value.GetValueKind();
        var fits = (string?)schema["type"] switch
        {
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "integer" => kind == JsonValueKind.Number && value.GetValue<decimal>() % 1 == 0,
            "number" => kind == JsonValueKind.Number,
            _ => false,
        };
        if (!fits)
        {
            problems.Add($"{place}: {kind}");
            return;
        }

        if (schema["enum"] is JsonArray words && words.All(word => (string?)word != (string?)value)) problems.Add($"{place}: {value}");
        if (schema["pattern"] is { } pattern && !Regex.IsMatch((string)value!, (string)pattern!)) problems.Add($"{place}: {value}");
        if (value is JsonArray many)
            for (var i = 0; i < many.Count; i++) Check(schema["items"]!, many[i], $"{place}[{i}]", problems);
        if (value is not JsonObject whole || schema["properties"] is not JsonObject properties) return;
        problems.AddRange((schema["required"]?.AsArray() ?? []).Where(needed => !whole.ContainsKey((string)needed!))
            .Select(needed => $"{place}: no {needed}"));
        foreach (var (member, held) in whole)
        {
            if (properties[member] is { } of) Check(of, held, $"{place}/{member}", problems);
            else problems.Add($"{place}: {member} is not described");
        }
    }
}
