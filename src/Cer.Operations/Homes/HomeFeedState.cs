using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>How the sending of statistics stands.</summary>
/// <param name="Target">Which Home Assistant.</param>
/// <param name="Waiting">How many days are the first of something that waits.</param>
/// <param name="WrittenAt">When something was sent last.</param>
/// <param name="Problem">What was in the way the last time.</param>
public sealed record HomeFeedState(string Target, int Waiting, Instant? WrittenAt, string? Problem);
