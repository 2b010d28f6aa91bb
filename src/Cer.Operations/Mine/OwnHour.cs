using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Operations.Mine;

/// <summary>An hour of the member inside the community.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="Withdrawn">What it took; null when nothing is known.</param>
/// <param name="Injected">What its roofs gave; null without one.</param>
/// <param name="Shared">Its part of what was shared; null where that is not known.</param>
/// <param name="Quality">The least trustworthy.</param>
public sealed record OwnHour(MarketHour Hour, Energy? Withdrawn, Energy? Injected, Energy? Shared, Quality? Quality);
