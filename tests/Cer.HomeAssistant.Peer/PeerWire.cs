using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.HomeAssistant.Peer;

/// <summary>Whole messages over a websocket.</summary>
internal static class PeerWire
{
    /// <summary>The next message; null when the other side says goodbye.</summary>
    public static async Task<JsonDocument?> ReceiveAsync(WebSocket socket, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(part.AsMemory(), cancellation);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            whole.Write(part, 0, received.Count);
            if (received.EndOfMessage) return JsonDocument.Parse(whole.ToArray());
        }
    }

    public static async Task SendAsync(WebSocket socket, JsonNode message, CancellationToken cancellation) =>
        await socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellation);
}
