using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>A consent that the member gave.</summary>
/// <param name="Id">The store's number.</param>
/// <param name="Purpose">The word of what it is for.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null without an end.</param>
/// <param name="WithdrawnAt">When it was taken back; null while it was not.</param>
public sealed record MineConsent(long Id, string Purpose, LocalDate From, LocalDate? To, Instant? WithdrawnAt);
