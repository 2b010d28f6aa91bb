namespace Cer.Messaging.Mqtt.Wire;

/// <summary>One packet as bytes: its first byte and what follows its length.</summary>
internal readonly record struct Frame(byte First, ReadOnlyMemory<byte> Body)
{
    public PacketKind Kind => (PacketKind)(First >> 4);
}
