using NodaTime;

namespace Cer.Operations.Ingress;

/// <summary>A user of Home Assistant as the administrator sees one.</summary>
/// <param name="User">The user.</param>
/// <param name="Person">The number of the person that the user enters as; null when not linked.</param>
/// <param name="SeenAt">When the user opened the pages last.</param>
public sealed record KnownHomeUser(HomeUser User, int? Person, Instant SeenAt);
