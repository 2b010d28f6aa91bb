using System.Text.Json.Nodes;
using Cer.Host.Data;

namespace Cer.Host.Backup;

/// <summary>The settings as a backup keeps them: without the way to the database, and without words that open doors.</summary>
internal static class SettingsWithoutSecrets
{
    public const string Name = "settings.json";

    // These belong to the machine, not to the community.
    private static readonly string[] OfTheMachine = ["cluster", "connection", "owner_connection", "url"];
    private static readonly string[] Secret = ["password", "secret", "token", "connection"];

    public static byte[] Of(ReadOnlySpan<byte> settings)
    {
        var kept = JsonNode.Parse(settings)!.AsObject();
        foreach (var name in OfTheMachine) kept.Remove(name);
        Clean(kept);
        return SettingsText.Of(kept);
    }

    /// <summary>The settings of a machine with what a backup knows besides; what the machine says stays.</summary>
    public static byte[] Merge(ReadOnlySpan<byte> settings, ReadOnlySpan<byte> saved)
    {
        var merged = JsonNode.Parse(settings)!.AsObject();
        var added = 0;
        foreach (var (name, value) in JsonNode.Parse(saved)!.AsObject())
            if (!merged.ContainsKey(name))
                merged.Insert(added++, name, value?.DeepClone());
        return added == 0 ? settings.ToArray() : SettingsText.Of(merged);
    }

    private static void Clean(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Clean(item);
        }
        else if (node is JsonObject words)
        {
            foreach (var (name, value) in words.ToArray())
            {
                if (Secret.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))) words.Remove(name);
                else Clean(value);
            }
        }
    }
}
