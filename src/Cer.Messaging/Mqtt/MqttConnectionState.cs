namespace Cer.Messaging.Mqtt;

/// <summary>How a connection that is kept up stands.</summary>
public abstract record MqttConnectionState
{
    private MqttConnectionState()
    {
    }

    /// <summary>Connected and subscribed.</summary>
    public sealed record Connected(bool SessionPresent) : MqttConnectionState;

    /// <summary>Not connected; it is tried again after a wait.</summary>
    public sealed record Waiting(TimeSpan Wait, Exception Cause) : MqttConnectionState;

    /// <summary>Given up: the broker will not have us.</summary>
    public sealed record Stopped(MqttRefused Cause) : MqttConnectionState;
}
