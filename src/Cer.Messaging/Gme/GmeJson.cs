using System.Text.Json;

namespace Cer.Messaging.Gme;

/// <summary>Reads the small envelopes of GME's interface, whose names come in capitals or not.</summary>
internal static class GmeJson
{
    private const int MostShown = 120;

    /// <summary>The answer; null when it is not JSON.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, new() { MaxDepth = 16 });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Member(JsonElement of, string name)
    {
        if (of.ValueKind != JsonValueKind.Object) return null;
        foreach (var member in of.EnumerateObject())
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return member.Value;
        return null;
    }

    public static string? Text(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>What the other side said, in brackets, on one line and not too long; nothing when it said nothing.</summary>
    public static string Said(string? words)
    {
        var shown = string.Concat((words ?? "").Trim().Take(MostShown).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
        return shown.Length == 0 ? "" : $" ({shown})";
    }
}
