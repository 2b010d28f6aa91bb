using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Expressions;

/// <summary>Evaluates what designers write into inputs, whatever language it is in.</summary>
public sealed class ExpressionEvaluator(IEnumerable<IScriptLanguage> languages, ExpressionLimits limits)
{
    private const int MostKept = 2000;

    private readonly Dictionary<string, IScriptLanguage> _languages =
        languages.ToDictionary(language => language.Name, StringComparer.OrdinalIgnoreCase);

    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string, string), IScript> _read = new();

    /// <exception cref="ExpressionException">It cannot be read, or came to no value.</exception>
    internal object? Evaluate(InputValue input, RunScope scope, CancellationToken cancellation)
    {
        switch (input.Syntax)
        {
            case "Literal":
                return ValueJson.FromPlain(input.Value);
            case "Object" or "Json":
                return FromText(input.Value);
            case "Variable":
                return Variable(input.Value, scope);
            case "Input":
                return Input(input.Value, scope);
            case "Output":
                return Output(input.Value, scope);
            default:
                return Run(input.Syntax, JsonRead.Text(input.Value) ?? input.Value?.ToJsonString() ?? "", scope, cancellation);
        }
    }

    /// <summary>Reads a script without evaluating it, as validation does.</summary>
    /// <exception cref="ExpressionException">It cannot be read; the sentence, and the place.</exception>
    public IScript Read(string language, string text)
    {
        if (_read.TryGetValue((language, text), out var script)) return script;
        if (!_languages.TryGetValue(language, out var reader))
            throw new ExpressionException(
                $"Found an expression in '{language}', expected Literal, Object, Variable, Input, "
                + $"{string.Join(", ", _languages.Keys.Order())}.");
        script = reader.Read(text);
        if (_read.Count >= MostKept) _read.Clear();
        return _read[(language, text)] = script;
    }

    internal object? Run(string language, string text, IExpressionScope scope, CancellationToken cancellation) =>
        Read(language, text).Evaluate(scope, limits, cancellation);

    private static object? FromText(JsonNode? value)
    {
        if (JsonRead.Text(value) is not { } text) return ValueJson.FromPlain(value);
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            return ValueJson.FromPlain(JsonNode.Parse(text));
        }
        catch (JsonException fault)
        {
            throw new ExpressionException(
                "Found text that is not JSON, expected an object or a list.", (int)(fault.LineNumber ?? 0) + 1,
                    (int)(fault.BytePositionInLine ?? 0) + 1);
        }
    }

    private static object? Variable(JsonNode? value, RunScope scope)
    {
        var (id, name) = Names(value);
        return scope.Variable(id, name) is { } slot
            ? slot.Value
            : throw new ExpressionException($"Found no variable '{name ?? id}', expected one of the workflow or of a "
                + "container around the activity.");
    }

    private static object? Input(JsonNode? value, RunScope scope)
    {
        var (id, name) = Names(value);
        return (name ?? id) is { } wanted && scope.TryInput(wanted, out var found) ? found : null;
    }

    private static object? Output(JsonNode? value, RunScope scope)
    {
        var json = value as JsonObject ?? Parsed(value);
        var activity = JsonRead.Text(json?["activityId"]) ?? JsonRead.Text(json?["activity"]);
        return activity is null ? null : scope.OutputOf(activity, JsonRead.Text(json?["outputName"]) ?? JsonRead.Text(json?["name"]));
    }

    private static (string? Id, string? Name) Names(JsonNode? value)
    {
        var json = value as JsonObject ?? Parsed(value);
        return json is null
            ? (JsonRead.Text(value), JsonRead.Text(value))
            : (JsonRead.Text(json["id"]), JsonRead.Text(json["name"]));
    }

    private static JsonObject? Parsed(JsonNode? value)
    {
        if (JsonRead.Text(value) is not { } text || !text.TrimStart().StartsWith('{')) return null;
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
