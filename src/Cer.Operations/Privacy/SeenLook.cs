using NodaTime;

namespace Cer.Operations.Privacy;

/// <summary>A look at the member's data, as the member is told of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Who">Name of who looked, or in whose name a program did.</param>
/// <param name="Roles">In which roles.</param>
/// <param name="Kind">What was asked for.</param>
/// <param name="Page">The address as it is mapped.</param>
/// <param name="OfAll">Whether it was of every member.</param>
/// <param name="Token">What the token is called by which a program looked; null when the person did.</param>
/// <param name="TokenBy">Name of who made the token; null without one.</param>
public sealed record SeenLook(
    long Id,
    Instant At,
    string Who,
    IReadOnlyList<string> Roles,
    string Kind,
    string Page,
    bool OfAll,
    string? Token,
    string? TokenBy);
