using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Host.Data;

/// <summary>The settings as they are written: a line for each of their words, as the scripts that also read them expect.</summary>
internal static class SettingsText
{
    public static byte[] Of(JsonObject settings) => Encoding.UTF8.GetBytes(
        "{\n" + string.Join(",\n", settings.Select(word =>
            $"  {JsonValue.Create(word.Key)!.ToJsonString()}: {word.Value?.ToJsonString() ?? "null"}")) + "\n}\n");
}
