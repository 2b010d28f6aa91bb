using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A line kept apart that nobody has decided about; the point by its number, for its code is personal.</summary>
/// <param name="IngestId">The message it came in.</param>
/// <param name="Line">Its number in the message.</param>
/// <param name="Point">Number of the point; null when the registry does not know it.</param>
/// <param name="Start">Start of its interval; null when it could not be read.</param>
/// <param name="Reason">Why it is kept apart.</param>
/// <param name="ReceivedAt">When it came.</param>
public sealed record WaitingLine(
    long IngestId, int Line, int? Point, Instant? Start, string Reason, Instant ReceivedAt);
