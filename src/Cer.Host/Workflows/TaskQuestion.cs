using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>A question of a task's form that an answer is held against.</summary>
internal sealed record TaskQuestion(string Name, string Label, string Type, bool Required, IReadOnlyList<string> Options)
{
    private const int MostQuestions = 200;

    public static IEnumerable<TaskQuestion> Of(OrderedDictionary<string, object?> asked)
    {
        var form = asked.GetValueOrDefault("form");
        var written = form is OrderedDictionary<string, object?> fields ? fields.GetValueOrDefault("fields") : form;
        foreach (var one in (written as List<object?> ?? []).OfType<OrderedDictionary<string, object?>>().Take(MostQuestions))
        {
            if (one.GetValueOrDefault("name") is not string { Length: > 0 } name) continue;
            yield return new(
                name,
                one.GetValueOrDefault("label") as string ?? name,
                (one.GetValueOrDefault("type") as string ?? "text").ToLowerInvariant(),
                one.GetValueOrDefault("required") is true,
                [.. (one.GetValueOrDefault("options") as List<object?> ?? []).Select(ValueText.Of)]);
        }
    }

    /// <summary>What is wrong with an answer; null when nothing is.</summary>
    public string? Problem(object? answer) => answer switch
    {
        null or "" => Required ? $"Found no answer to '{Label}', expected one." : null,
        _ when Options.Count > 0 && !Options.Contains(ValueText.Of(answer)) =>
            $"Found another answer to '{Label}', expected one of {string.Join(", ", Options)}.",
        _ when Type is "number" or "decimal" or "integer" or "int32" && answer is not (int or long or double or decimal) =>
            $"Found another answer to '{Label}', expected a number.",
        _ when Type is "yesno" or "boolean" or "bool" && answer is not bool => $"Found another answer to '{Label}', expected yes or no.",
        _ => null,
    };
}
