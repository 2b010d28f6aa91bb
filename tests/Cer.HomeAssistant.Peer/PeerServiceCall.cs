using System.Text.Json.Nodes;

namespace Cer.HomeAssistant.Peer;

/// <summary>Somebody called a service.</summary>
public sealed record PeerServiceCall(string Domain, string Service, JsonObject Data, JsonObject? Target);
