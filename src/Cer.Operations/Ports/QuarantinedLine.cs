using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A line that waits for an operator.</summary>
public sealed record QuarantinedLine(long IngestId, int Line, string Reason, Instant? Start, Instant ReceivedAt);
