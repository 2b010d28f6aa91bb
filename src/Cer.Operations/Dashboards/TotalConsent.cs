using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>A producer lets its production be in totals that everybody sees, though fewer than five producers are in them.</summary>
/// <param name="Id">Number within the community.</param>
/// <param name="Member">Code of the member.</param>
/// <param name="From">First day of the energy it is about.</param>
/// <param name="To">Last day; null without an end.</param>
/// <param name="Evidence">How it was given: the form, its date, where it is kept.</param>
/// <param name="Author">Who recorded it.</param>
/// <param name="At">When.</param>
/// <param name="WithdrawnBy">Who recorded that it was withdrawn; null while it stands.</param>
/// <param name="WithdrawnAt">When.</param>
public sealed record TotalConsent(
    int Id,
    string Member,
    LocalDate From,
    LocalDate? To,
    string Evidence,
    string Author,
    Instant At,
    string? WithdrawnBy,
    Instant? WithdrawnAt);
