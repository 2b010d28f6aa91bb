using System.Text.Json;

namespace Cer.Operations.Dashboards.Files;

/// <summary>A choice of a variable: text and value, each one or several.</summary>
public sealed record ChoiceFile
{
    public bool? Selected { get; init; }
    public JsonElement? Text { get; init; }
    public JsonElement? Value { get; init; }

    /// <summary>The values as a list; empty when none is a text.</summary>
    public IReadOnlyList<string> Values => Value switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } many =>
            [.. many.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        _ => [],
    };
}
