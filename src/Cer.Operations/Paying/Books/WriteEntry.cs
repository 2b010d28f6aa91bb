using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>Writes an entry by hand: at once, or after a second person agreed where the regolamento asks for two.</summary>
public sealed class WriteEntry(IBookStore books, IProposalStore proposals, IPayableStore payables, TimeProvider time)
{
    /// <returns>Null when an account is of no member.</returns>
    public async Task<ProposalOutcome?> RunAsync(
        CommunityId community, NewBookEntry entry, string who, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (await NeedsTwoAsync(community, cancellation))
            return await proposals.ProposeAsync(community, entry, who, now, cancellation) is { } waits
                ? new ProposalOutcome.Waits(waits)
                : null;
        return await books.AddAsync(community, entry, who, now, cancellation) is { } written
            ? new ProposalOutcome.Written(written)
            : null;
    }

    /// <summary>Two where somebody has said so of approvals; while nobody said anything, who keeps the books writes in them.</summary>
    public async Task<bool> NeedsTwoAsync(CommunityId community, CancellationToken cancellation) =>
        await payables.RuleAsync(community, cancellation) is { Revision: > 0, Approvers: 2 };
}
