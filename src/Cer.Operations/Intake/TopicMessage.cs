using NodaTime;

namespace Cer.Operations.Intake;

/// <summary>A message as it came on the topic of a device.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Payload">The bytes; nobody may change them afterwards.</param>
/// <param name="ArrivedAt">When it came, by our clock; null when nobody looked.</param>
/// <param name="IsRetained">Whether the broker had kept it: then nobody knows how old it is.</param>
/// <param name="IsHeld">Whether it may have waited at the broker while nobody was there: it has no time but its own.</param>
public readonly record struct TopicMessage(
    string Topic, ReadOnlyMemory<byte> Payload, Instant? ArrivedAt = null, bool IsRetained = false, bool IsHeld = false);
