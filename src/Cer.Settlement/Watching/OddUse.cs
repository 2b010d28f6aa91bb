using NodaTime;

namespace Cer.Settlement.Watching;

/// <summary>A point that took much more or much less than it usually does.</summary>
/// <param name="Since">The first such day.</param>
/// <param name="Days">How many days.</param>
/// <param name="Used">Micro-kWh on these days.</param>
/// <param name="Usual">Micro-kWh that are usual on such days.</param>
/// <param name="IsHigh">Whether it was more.</param>
public sealed record OddUse(LocalDate Since, int Days, long Used, long Usual, bool IsHigh);
