namespace Cer.Messaging.Mqtt;

/// <summary>Where the broker is, who we are there, and what is agreed.</summary>
public sealed record MqttOptions
{
    public required string Host { get; init; }

    public int Port { get; init; } = 1883;

    public MqttVersion Version { get; init; } = MqttVersion.V5;

    /// <summary>Empty: the broker gives a name, and keeps no session.</summary>
    public string ClientId { get; init; } = "";

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>Begin anew, forgetting a session the broker kept. In 3.1.1 none is kept afterwards either.</summary>
    public bool CleanStart { get; init; } = true;

    /// <summary>How long the broker keeps the session after the connection ended; 5 only.</summary>
    public TimeSpan SessionExpiry { get; init; }

    /// <summary>Longest silence on the wire, in whole seconds; zero: nobody watches.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Messages at least once that the broker may send before the first is acknowledged; asked of it in 5.</summary>
    public ushort ReceiveMaximum { get; init; } = 1000;

    /// <summary>Messages at least once that we send before the first is acknowledged; the broker may want fewer.</summary>
    public ushort SendMaximum { get; init; } = 500;

    /// <summary>The largest payload taken, in bytes. A broker of 5 is told; one of 3.1.1 that sends more is left.</summary>
    public int LargestPayload { get; init; } = 4 * 1024 * 1024;

    /// <summary>Bytes of messages in memory, waiting or in the hands of who took them, beyond which nothing is read.</summary>
    public int MostWaitingBytes { get; init; } = 64 * 1024 * 1024;

    public MqttWill? Will { get; init; }

    /// <summary>Null: in the clear, for a broker on this machine.</summary>
    public MqttTls? Tls { get; init; }

    /// <summary>How long to wait for the connection, its encryption and the broker's answer together.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Without the password, which must not reach a log.</summary>
    public override string ToString() => $"{(Tls is null ? "mqtt" : "mqtts")}://{Host}:{Port} as '{ClientId}'";
}
