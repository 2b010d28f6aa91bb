using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Gaps;

/// <summary>What a search for gaps found.</summary>
/// <param name="Gaps">The gaps.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Ended">The clock's stamp of when it ended.</param>
/// <param name="Took">How long it took.</param>
public sealed record FoundGaps(IReadOnlyList<Gap> Gaps, Instant At, long Ended, TimeSpan Took);
