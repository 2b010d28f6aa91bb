using NodaTime;

namespace Cer.Operations.Live;

/// <summary>The provisional share of the current hour and of the current day of a community.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="Hour">The hour that runs.</param>
/// <param name="Day">The Rome day that runs, the current hour included.</param>
public sealed record LiveShare(Instant At, ShareSpan Hour, ShareSpan Day);
