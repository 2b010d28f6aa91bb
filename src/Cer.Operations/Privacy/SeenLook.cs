using NodaTime;

namespace Cer.Operations.Privacy;

/// <summary>A look at the member's data, as the member is told of it.</summary>
public sealed record SeenLook(
    long Id, Instant At, string Who, IReadOnlyList<string> Roles, string Kind, string Page, bool OfAll);
