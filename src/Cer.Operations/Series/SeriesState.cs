using NodaTime;

namespace Cer.Operations.Series;

/// <summary>How the sink stands.</summary>
/// <param name="Target">Where to.</param>
/// <param name="Waiting">Days of communities that wait.</param>
/// <param name="WrittenAt">When something was last written.</param>
/// <param name="Problem">What was wrong last; null when the last write went well.</param>
public sealed record SeriesState(string Target, int Waiting, Instant? WrittenAt, string? Problem);
