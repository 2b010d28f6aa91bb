using System.Text.Json;

namespace Cer.HomeAssistant.Peer;

/// <summary>What the websocket understands: a command answers by itself, or refuses.</summary>
internal sealed class PeerCommands : Dictionary<string, Action<PeerSocket, long, JsonElement>>
{
    private static readonly string[] Integrations = ["recorder/", "energy/", "mqtt/", "history/"];

    /// <summary>Whether integrations are loaded: before that their commands are unknown.</summary>
    public bool IsLoaded { get; set; } = true;

    public void Take(PeerSocket socket, JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("id", out var number)
            || number.ValueKind != JsonValueKind.Number || !number.TryGetInt64(out var id) || !message.TryGetProperty("type", out var type))
        {
            socket.Refuse(0, "invalid_format", "Message incorrectly formatted.");
        }
        else if (!socket.Takes(id))
        {
            socket.Refuse(id, "id_reuse", "Identifier values have to increase.");
        }
        else if (TryGetValue(type.GetString()!, out var command)
            && (IsLoaded || !Integrations.Any(type.GetString()!.StartsWith)))
        {
            try
            {
                command(socket, id, message);
            }
            catch (PeerRefusal refusal)
            {
                socket.Refuse(id, refusal.Code, refusal.Message);
            }
        }
        else
        {
            socket.Refuse(id, "unknown_command", "Unknown command.");
        }
    }
}
