namespace Cer.Messaging.Mqtt;

/// <summary>A message that came, or is to be sent.</summary>
public sealed class MqttMessage
{
    public required string Topic { get; init; }

    public ReadOnlyMemory<byte> Payload { get; init; }

    public MqttQos Qos { get; init; }

    /// <summary>Kept by the broker for those who subscribe later.</summary>
    public bool Retain { get; init; }

    /// <summary>It may have been delivered before. Says nothing about other messages of the same content.</summary>
    public bool Duplicate { get; init; }

    /// <summary>The number it is acknowledged by; zero at most once, and for what is to be sent.</summary>
    public ushort PacketId { get; init; }

    /// <summary>When it came, by our clock; default for what is to be sent.</summary>
    public DateTimeOffset ArrivedAt { get; internal set; }

    /// <summary>5 only.</summary>
    public string? ContentType { get; init; }

    /// <summary>5 only.</summary>
    public IReadOnlyList<MqttUserProperty> UserProperties { get; init; } = [];

    /// <summary>The connection it came by, until it is acknowledged: its number means nothing on another.</summary>
    internal Link? Origin { get; set; }
}
