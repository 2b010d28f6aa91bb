using NodaTime;

namespace Cer.Operations.People;

/// <summary>A person in the list of those who run the house.</summary>
/// <param name="Person">The person.</param>
/// <param name="Email">Where invites go.</param>
/// <param name="State">Whether the person may sign in.</param>
/// <param name="SeenAt">When the person last did something.</param>
public sealed record KnownPerson(Person Person, string? Email, PersonState State, Instant? SeenAt);
