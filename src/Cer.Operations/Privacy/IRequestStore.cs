using Cer.Operations.Ports;

namespace Cer.Operations.Privacy;

/// <summary>Requests of members, for the program: only ever added to.</summary>
public interface IRequestStore
{
    /// <param name="community">Where.</param>
    /// <param name="member">Who asks.</param>
    /// <param name="person">Whose hand it is.</param>
    /// <param name="mandate">The delegation by which that is another's; null for the member's own.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The number; null when the member has too many open ones.</returns>
    Task<long?> AddAsync(
        CommunityId community, int member, int person, long? mandate, NewRequest request, CancellationToken cancellation);

    /// <summary>The requests of a community, open ones first, then the newest.</summary>
    Task<IReadOnlyList<MemberRequest>> ListAsync(CommunityId community, int most, CancellationToken cancellation);

    /// <summary>Says something to a request.</summary>
    /// <param name="community">Where.</param>
    /// <param name="id">The request.</param>
    /// <param name="member">Whose request it must be; null for the staff.</param>
    /// <param name="person">Who says it.</param>
    /// <param name="mandate">The delegation by which somebody says it for the member: to what contests an amount alone.</param>
    /// <param name="state">How it stands from then on.</param>
    /// <param name="text">What is said.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<StepOutcome> SayAsync(
        CommunityId community,
        long id,
        int? member,
        int person,
        long? mandate,
        string state,
        string text,
        CancellationToken cancellation);
}
