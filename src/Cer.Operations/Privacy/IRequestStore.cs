using Cer.Operations.Ports;

namespace Cer.Operations.Privacy;

/// <summary>Requests of members, for the program: only ever added to.</summary>
public interface IRequestStore
{
    /// <returns>The number; null when the member has too many open ones.</returns>
    Task<long?> AddAsync(CommunityId community, int member, int person, NewRequest request, CancellationToken cancellation);

    /// <summary>The requests of a community, open ones first, then the newest.</summary>
    Task<IReadOnlyList<MemberRequest>> ListAsync(CommunityId community, int most, CancellationToken cancellation);

    /// <summary>Says something to a request.</summary>
    /// <param name="community">Where.</param>
    /// <param name="id">The request.</param>
    /// <param name="member">Whose request it must be; null for the staff.</param>
    /// <param name="person">Who says it.</param>
    /// <param name="state">How it stands from then on.</param>
    /// <param name="text">What is said.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<StepOutcome> SayAsync(
        CommunityId community, long id, int? member, int person, string state, string text, CancellationToken cancellation);
}
