using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A member's consent to the quarter hours of his devices.</summary>
/// <param name="Id">Number within the community.</param>
/// <param name="Member">The store's number of the member.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Evidence">How he said so: the form, its date, where it is kept.</param>
/// <param name="Author">Who recorded it.</param>
/// <param name="At">When.</param>
/// <param name="WithdrawnBy">Who recorded that it was withdrawn; null while it stands.</param>
/// <param name="WithdrawnAt">When.</param>
public sealed record Consent(
    int Id,
    int Member,
    LocalDate From,
    LocalDate To,
    string Evidence,
    string Author,
    Instant At,
    string? WithdrawnBy,
    Instant? WithdrawnAt);
