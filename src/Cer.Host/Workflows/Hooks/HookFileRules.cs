using Cer.Workflows.Activities;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows.Hooks;

/// <summary>Which files an endpoint takes, read from what its trigger or bookmark says.</summary>
internal sealed class HookFileRules(OrderedDictionary<string, object?> said)
{
    /// <summary>Whether what is not taken goes to the workflow as an outcome instead of back to the caller.</summary>
    public bool Exposes(string outcome) => said.GetValueOrDefault(HttpFileRules.Flags[outcome]) is true;

    /// <summary>Why a file is not taken, as an outcome, a status and a sentence; null when it is.</summary>
    public (string Outcome, int Status, string Sentence)? Refusal(HookFile file)
    {
        if (Limit is { } most && file.Content.Length > most)
            return (HttpFileRules.FileTooLarge, 413, $"Found a file of {file.Content.Length} bytes, expected at most {most}.");
        var extension = Path.GetExtension(file.FileName).TrimStart('.').ToLowerInvariant();
        if (Words("blockedFileExtensions").Contains(extension))
            return (HttpFileRules.InvalidExtension, 415, $"Found a file of the kind '.{Short(extension)}', expected another.");
        if (Words("allowedFileExtensions") is { Count: > 0 } kinds && !kinds.Contains(extension))
            return (HttpFileRules.InvalidExtension, 415, $"Found a file of the kind '.{Short(extension)}', expected {List(kinds, ".")}.");
        var type = file.ContentType.Split(';')[0].Trim().ToLowerInvariant();
        return Words("allowedMimeTypes") is { Count: > 0 } types && !types.Contains(type)
            ? (HttpFileRules.InvalidMimeType, 415, $"Found a file of the type '{Short(type)}', expected {List(types, "")}.")
            : null;
    }

    private long? Limit => ValueConversion.To(new(ValueKind.Int64), said.GetValueOrDefault("fileSizeLimit")) as long?;

    private List<string> Words(string name) =>
        [.. (said.GetValueOrDefault(name) as List<object?> ?? []).Select(one => ValueText.Of(one).Trim().TrimStart('.').ToLowerInvariant())
            .Where(word => word.Length > 0)];

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static string List(IEnumerable<string> words, string before) => string.Join(", ", words.Select(word => before + word));
}
