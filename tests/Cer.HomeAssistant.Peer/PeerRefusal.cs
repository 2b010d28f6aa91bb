namespace Cer.HomeAssistant.Peer;

/// <summary>The peer refuses a command, in Core's words.</summary>
public sealed class PeerRefusal(string code, string message) : IOException(message)
{
    public string Code { get; } = code;
}
