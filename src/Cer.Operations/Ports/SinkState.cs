using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>How the telling of changes to a target stands.</summary>
/// <param name="Target">Where to.</param>
/// <param name="Waiting">Days of communities that wait.</param>
/// <param name="WrittenAt">When something was last told.</param>
/// <param name="Problem">What was in the way the last time; null when it went well.</param>
public sealed record SinkState(string Target, int Waiting, Instant? WrittenAt, string? Problem);
