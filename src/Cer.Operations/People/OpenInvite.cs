using NodaTime;

namespace Cer.Operations.People;

/// <summary>An invite that waits to be accepted.</summary>
public sealed record OpenInvite(string Login, string Name, Instant ExpiresAt);
