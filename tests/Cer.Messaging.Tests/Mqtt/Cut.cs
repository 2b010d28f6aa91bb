using System.Buffers;
using Cer.Messaging.Mqtt;
using Cer.Messaging.Mqtt.Wire;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>Reads packets from bytes that arrive in pieces, as from a network.</summary>
internal static class Cut
{
    public const int Limit = 4 * 1024 * 1024 + 128 * 1024;

    public static IReadOnlyList<Packet> Whole(MqttVersion version, byte[] bytes) => Pieces(version, bytes, [bytes.Length]);

    /// <summary>The sizes of the pieces are used again and again.</summary>
    public static IReadOnlyList<Packet> Pieces(MqttVersion version, byte[] bytes, IReadOnlyList<int> sizes)
    {
        var reader = new PacketReader(version);
        var found = new List<Packet>();
        var kept = ReadOnlyMemory<byte>.Empty;
        var at = 0;
        for (var i = 0; at < bytes.Length; i++)
        {
            var size = Math.Min(Math.Max(1, sizes[i % sizes.Count]), bytes.Length - at);
            var buffer = Joined(kept, bytes.AsMemory(at, size));
            at += size;
            while (FrameReader.TryRead(ref buffer, Limit, out var frame)) found.Add(reader.Read(frame));
            kept = buffer.ToArray();
        }

        return found;
    }

    // Two segments, so that what lies across their border is tried too.
    private static ReadOnlySequence<byte> Joined(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        if (first.IsEmpty) return new(second);
        var start = new Piece(first, null);
        return new(start, 0, new Piece(second, start), second.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is null) return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
