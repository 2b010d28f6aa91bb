using NodaTime;

namespace Cer.Operations.People.Tokens;

/// <summary>A token for a program, as it is listed; the token itself was shown once and is not kept.</summary>
/// <param name="Id">By what it is named.</param>
/// <param name="Name">What its person calls it.</param>
/// <param name="Community">Code of the community that it is for.</param>
/// <param name="Scopes">What it is for.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
/// <param name="UsedAt">When it was last shown, to the minute; null when never.</param>
/// <param name="MadeBy">Name of who made it, when that is another than whose it is; null otherwise.</param>
/// <param name="IsOfOneScope">Made when sums and members' figures were one scope: it has both since.</param>
public sealed record ApiToken(
    long Id,
    string Name,
    string Community,
    IReadOnlyList<TokenScope> Scopes,
    Instant MadeAt,
    Instant ExpiresAt,
    Instant? UsedAt,
    string? MadeBy,
    bool IsOfOneScope);
