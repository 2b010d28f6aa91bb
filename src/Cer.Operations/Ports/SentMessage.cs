using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A message as it was pushed; its bytes are missing where they were not kept.</summary>
/// <param name="Ingest">Its row in the ingest log.</param>
/// <param name="At">context.timestamp, as an instant.</param>
/// <param name="Raw">The body of the push; null of messages from before bodies were kept.</param>
public sealed record SentMessage(long Ingest, Instant At, ReadOnlyMemory<byte>? Raw);
