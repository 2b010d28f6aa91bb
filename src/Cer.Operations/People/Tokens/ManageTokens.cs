using System.Globalization;
using Cer.Operations.People.News;
using Cer.Operations.Ports;

namespace Cer.Operations.People.Tokens;

/// <summary>Makes tokens for programs: for oneself, or for somebody whom one runs.</summary>
public sealed class ManageTokens(ITokenStore tokens, TellOwner tell)
{
    public const int MostDays = 365;
    public const int LongestName = 80;

    /// <param name="owner">Whose it will be.</param>
    /// <param name="community">Where it is good.</param>
    /// <param name="code">The code of that community.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="scopes">What it is for.</param>
    /// <param name="days">For how long.</param>
    /// <param name="who">How the act is signed.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<TokenOutcome> MakeAsync(
        Person owner,
        CommunityId community,
        string code,
        string name,
        IReadOnlyList<TokenScope> scopes,
        int days,
        string who,
        CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
            return new TokenOutcome.Refused($"Found no name or a long one, expected 1 to {LongestName} characters.");
        if (scopes.Count == 0)
            return new TokenOutcome.Refused($"Found no scope, expected one of {string.Join('|', TokenScopes.All)}.");
        if (days is < 1 or > MostDays)
            return new TokenOutcome.Refused(
                string.Create(CultureInfo.InvariantCulture, $"Found {days} days, expected 1 to {MostDays}."));
        if (TokenBearer.Of(owner, community, code).Roles.Count == 0)
            return new TokenOutcome.Refused(
                "Found a person with nothing in that community that a program may do, expected a role of the staff or designer.");
        var secret = SecretToken.New();
        var added = await tell.WithAsync(
            () => tokens.AddAsync(new(owner.Id, community, name, scopes, days), secret, who, cancellation),
            made => made is null ? null : owner.Id,
            who == owner.Signature ? AccountNews.TokenMade : AccountNews.TokenMadeForYou,
            cancellation);
        if (added is not { } made)
            return new TokenOutcome.Refused("Found 20 tokens already, expected fewer: end one that is not used.");
        return new TokenOutcome.Made(made.Id, secret, made.ExpiresAt);
    }
}
