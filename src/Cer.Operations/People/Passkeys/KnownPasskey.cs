using NodaTime;

namespace Cer.Operations.People.Passkeys;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">By what it is named.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Synchronised">Whether it is on more than one device.</param>
/// <param name="MadeAt">When it was registered.</param>
/// <param name="UsedAt">When it last let its owner in; null when never.</param>
/// <param name="Domain">The name of the host it belongs to; null of those from before that was kept.</param>
public sealed record KnownPasskey(long Id, string Name, bool Synchronised, Instant MadeAt, Instant? UsedAt, string? Domain);
