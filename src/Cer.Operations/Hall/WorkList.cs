using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>What needs a hand, the most urgent first, then the oldest.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="Matters">What there is; nothing when all is in order.</param>
/// <param name="Searching">Gaps are searched for the first time: they are not among the matters yet.</param>
/// <param name="MonthsUnseen">Months over and not closed that come after those looked at.</param>
public sealed record WorkList(Instant At, IReadOnlyList<Matter> Matters, bool Searching, int MonthsUnseen);
