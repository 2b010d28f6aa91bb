using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>Entries that two people make: one proposes, another agrees.</summary>
public interface IProposalStore
{
    /// <summary>Those that wait, the oldest first.</summary>
    Task<IReadOnlyList<EntryProposal>> WaitingAsync(CommunityId community, CancellationToken cancellation);

    /// <returns>The number, also of the one that was there with this key; null when an account is of no member.</returns>
    Task<int?> ProposeAsync(CommunityId community, NewBookEntry entry, string who, Instant when, CancellationToken cancellation);

    /// <summary>Writes a proposal of somebody else as an entry.</summary>
    Task<ProposalOutcome> AgreeAsync(CommunityId community, int proposal, string who, Instant when, CancellationToken cancellation);

    /// <summary>Turns a proposal down, also one's own.</summary>
    Task<ProposalOutcome> TurnDownAsync(
        CommunityId community, int proposal, string reason, string who, Instant when, CancellationToken cancellation);
}
