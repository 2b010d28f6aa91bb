using Cer.Messaging.Mqtt.Wire;

namespace Cer.Messaging.Mqtt;

/// <summary>What broker and client agreed on when they connected.</summary>
internal sealed record Limits(int SendMaximum, TimeSpan KeepAlive, long LargestPacket, bool MayPublishAtLeastOnce)
{
    public static Limits Of(MqttOptions options, PropertySet broker) => new(
        Math.Min(options.SendMaximum, (int)(broker.Number(Property.ReceiveMaximum) ?? ushort.MaxValue)),
        broker.Number(Property.ServerKeepAlive) is { } seconds ? TimeSpan.FromSeconds(seconds) : options.KeepAlive,
        broker.Number(Property.MaximumPacketSize) ?? long.MaxValue,
        broker.Number(Property.MaximumQos) is not 0);

    /// <exception cref="ArgumentException">The options cannot be meant.</exception>
    public static void Check(MqttOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Host);
        if (options.Version is not (MqttVersion.V311 or MqttVersion.V5))
            throw new ArgumentException($"Found version {(int)options.Version}, expected 4 (3.1.1) or 5.");
        if (options.KeepAlive < TimeSpan.Zero || options.KeepAlive.TotalSeconds > ushort.MaxValue
            || options.KeepAlive > TimeSpan.Zero && options.KeepAlive < TimeSpan.FromSeconds(1))
            throw new ArgumentException($"Found a keep-alive of {options.KeepAlive}, expected none or 1 to 65535 seconds.");
        if (options.ReceiveMaximum == 0 || options.SendMaximum == 0)
            throw new ArgumentException("Found a window of no messages, expected at least one.");
        if (options.LargestPayload is < 1 or > 128 * 1024 * 1024)
            throw new ArgumentException($"Found a largest payload of {options.LargestPayload} bytes, expected 1 to 128 MiB.");
        if (options is { Version: MqttVersion.V311, Password: not null, UserName: null })
            throw new ArgumentException("Found a password without a user name, which 3.1.1 does not allow.");
    }
}
