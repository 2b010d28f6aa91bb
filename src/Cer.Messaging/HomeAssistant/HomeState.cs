namespace Cer.Messaging.HomeAssistant;

/// <summary>How the connection to a Home Assistant stands.</summary>
public enum HomeState
{
    /// <summary>On the way there.</summary>
    Connecting,

    /// <summary>Connected and let in.</summary>
    Ready,

    /// <summary>Not connected; it is tried again after a wait.</summary>
    Away,

    /// <summary>Not let in: somebody must give another token. Until then it is hardly tried.</summary>
    Unauthorised,
}
