using Cer.Operations.People;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>Batches of payments; each act with its entries in the books, whole or not at all.</summary>
public interface IPayoutStore
{
    Task<PayoutBasis> BasisAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Every batch, the newest first.</summary>
    Task<IReadOnlyList<KeptPayout>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Keeps a draft, unless what it stands on has become another.</summary>
    Task<PayoutOutcome> AddAsync(
        CommunityId community,
        PayoutDraft draft,
        IReadOnlySet<YearMonth> unentitled,
        string who,
        Instant when,
        CancellationToken cancellation);

    Task<PayoutOutcome> ApproveAsync(
        CommunityId community, int payout, string mark, Person person, Instant when, CancellationToken cancellation);

    /// <summary>Gives a batch up whose file was not made.</summary>
    Task<PayoutOutcome> CancelAsync(
        CommunityId community, int payout, string reason, string who, Instant when, CancellationToken cancellation);

    /// <summary>Keeps the file of an approved batch and posts its payments as on their way; once.</summary>
    Task<PayoutOutcome> SendAsync(
        CommunityId community,
        int payout,
        Func<KeptPayout, (PayoutFile? File, string? Refusal)> write,
        string who,
        Instant when,
        CancellationToken cancellation);

    Task<PayoutFile?> FileAsync(CommunityId community, int payout, CancellationToken cancellation);

    Task<PayoutOutcome> TellAsync(
        CommunityId community, int payout, OutcomeTold told, string who, Instant when, CancellationToken cancellation);

    Task<ImportOutcome> ImportAsync(
        CommunityId community, BankImport import, string who, Instant when, CancellationToken cancellation);

    /// <summary>Movements that are of no payment, the newest first.</summary>
    Task<IReadOnlyList<KeptMovement>> UnmatchedAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Makes what was kept back of booked payments payable, where GSE has balanced all of their months.</summary>
    /// <returns>Of how many payments.</returns>
    Task<int> ReleaseAsync(CommunityId community, string who, Instant when, CancellationToken cancellation);
}
