using Cer.Operations.Ports;

namespace Cer.Operations.People.Tokens;

/// <summary>Whom a token speaks for, and what for.</summary>
/// <param name="Person">The person, with no more than what a token may have of its roles.</param>
/// <param name="Token">By what the token is named.</param>
/// <param name="Scopes">What it is for.</param>
public sealed record TokenBearer(Person Person, long Token, IReadOnlyList<TokenScope> Scopes)
{
    /// <summary>What a person has, cut down to what a program may: in one community, and nothing that takes a person.</summary>
    /// <remarks>Approving is for people, each of them another one; what is a member's own opens to sessions alone.</remarks>
    public static Person Of(Person person, CommunityId community, string code) => person with
    {
        Roles =
        [
            .. person.Roles
                .Where(role => role.IsIn(code) && role.Role is not (Role.Approver or Role.Member or Role.Delegate))
                .Select(role => role with { Community = community, Code = code }),
        ],
    };
}
