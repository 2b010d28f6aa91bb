using Cer.Operations.Ports;

namespace Cer.Operations.People.Tokens;

/// <summary>A token that is to be made.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Community">Where it is good.</param>
/// <param name="Name">What its person calls it.</param>
/// <param name="Scopes">What it is for.</param>
/// <param name="Days">For how long.</param>
public sealed record NewToken(
    int Person, CommunityId Community, string Name, IReadOnlyList<TokenScope> Scopes, int Days);
