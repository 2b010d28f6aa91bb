using NodaTime;

namespace Cer.Operations.People.Sessions;

/// <summary>A session as its owner sees it.</summary>
/// <param name="Id">By what it is named.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
/// <param name="Way">By what it began; null of one that began before this was kept.</param>
/// <param name="Browser">A word, or null.</param>
/// <param name="System">A word, or null.</param>
/// <param name="Place">machine, local or internet; null when nobody told.</param>
/// <param name="Network">The first half of the address, of the internet alone.</param>
/// <param name="BeganAt">When somebody signed in.</param>
/// <param name="SeenAt">When it was last used, to the minute.</param>
/// <param name="ExpiresAt">When it ends in any case.</param>
public sealed record OpenSession(
    long Id,
    bool IsThis,
    string? Way,
    string? Browser,
    string? System,
    string? Place,
    string? Network,
    Instant BeganAt,
    Instant SeenAt,
    Instant ExpiresAt);
