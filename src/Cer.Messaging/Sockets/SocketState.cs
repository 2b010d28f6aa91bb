namespace Cer.Messaging.Sockets;

/// <summary>How a connection to a device stands.</summary>
public abstract record SocketState
{
    private SocketState()
    {
    }

    /// <summary>Connected, and asked who it is.</summary>
    public sealed record Connected : SocketState;

    /// <summary>Not connected; it is tried again after a wait.</summary>
    public sealed record Waiting(TimeSpan Wait, string Reason) : SocketState;
}
