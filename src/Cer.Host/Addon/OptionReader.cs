using System.Globalization;
using System.Text.Json;

namespace Cer.Host.Addon;

/// <summary>Reads options one by one, and keeps a sentence for each that is not what it should be.</summary>
/// <remarks>The Supervisor checks types when options are saved; a file edited by hand or of an older version was not.</remarks>
internal sealed class OptionReader(JsonElement options, string above, List<string> problems)
{
    /// <summary>The options of a group; of one that is not there all are absent.</summary>
    public OptionReader Group(string name) => new(
        Find(name) is { ValueKind: JsonValueKind.Object } group ? group : Other(name, "a group of options"),
        $"{above}{name}.",
        problems);

    public bool Flag(string name, bool otherwise)
    {
        if (Find(name) is not { } value) return otherwise;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Tell(name, value, "true or false");
        return otherwise;
    }

    public int? Number(string name, int least, int most)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Tell(name, value, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        return null;
    }

    /// <summary>A text without line breaks; null when it is empty or not there.</summary>
    public string? Text(string name, string expected, Func<string, bool>? fits = null)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text)
        {
            if (text.Trim().Length == 0) return null;
            if (!text.Any(char.IsControl) && fits?.Invoke(text.Trim()) != false) return text.Trim();
        }

        Tell(name, value, expected);
        return null;
    }

    /// <summary>A word that stays as it was typed, and that no sentence repeats.</summary>
    public string? Secret(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !text.Any(char.IsControl))
            return text.Length == 0 ? null : text;
        problems.Add($"Option {above}{name}: found something else, expected a password on one line.");
        return null;
    }

    /// <summary>Whether one option stands although it needs another that does not.</summary>
    public void Needs(string name, bool stands, string other, bool otherStands)
    {
        if (stands && !otherStands) problems.Add($"Option {above}{name}: found it without {other}, expected both or neither.");
    }

    public void Add(string problem) => problems.Add(problem);

    private JsonElement? Find(string name) =>
        options.ValueKind == JsonValueKind.Object && options.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement Other(string name, string expected)
    {
        if (Find(name) is { } value) Tell(name, value, expected);
        return default;
    }

    private void Tell(string name, JsonElement value, string expected)
    {
        var text = value.GetRawText();
        problems.Add($"Option {above}{name}: found {(text.Length > 60 ? $"{text[..60]}…" : text)}, expected {expected}.");
    }
}
