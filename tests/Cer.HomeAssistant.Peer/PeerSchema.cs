using System.Text.Json;

namespace Cer.HomeAssistant.Peer;

/// <summary>Checks keys as Core does: one that lacks or is not known is refused.</summary>
internal static class PeerSchema
{
    public static void Check(JsonElement of, string place, IReadOnlyCollection<string> required, IReadOnlyCollection<string> optional)
    {
        foreach (var member in of.EnumerateObject().Where(one => !required.Contains(one.Name) && !optional.Contains(one.Name)))
            throw new PeerRefusal("invalid_format", $"extra keys not allowed @ {place}['{member.Name}']. Got {member.Value}");
        foreach (var name in required.Where(name => !of.TryGetProperty(name, out _)))
            throw new PeerRefusal("invalid_format", $"required key not provided @ {place}['{name}']. Got None");
    }
}
