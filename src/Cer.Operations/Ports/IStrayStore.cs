using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Keeps messages that belong to no community, so that somebody may look at them.</summary>
public interface IStrayStore
{
    /// <summary>Keeps a message; the same on the same topic is kept once.</summary>
    Task KeepAsync(
        string topic, string reason, ReadOnlyMemory<byte> raw, Instant receivedAt, CancellationToken cancellation);
}
