using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>Bank details of members and of the community, and the rule of payments: all of it in revisions.</summary>
public interface IBankStore
{
    /// <summary>Every revision of every member, by member and revision.</summary>
    Task<IReadOnlyList<MemberBank>> MembersAsync(CommunityId community, CancellationToken cancellation);

    /// <returns>The revision; null when the community has no such member.</returns>
    Task<int?> AddAsync(
        CommunityId community,
        int member,
        BankAccount? account,
        string reason,
        string who,
        Instant when,
        CancellationToken cancellation);

    /// <summary>The account that the community pays from; null while nobody said.</summary>
    Task<CommunityBank?> CommunityAsync(CommunityId community, CancellationToken cancellation);

    Task<int> SetAsync(
        CommunityId community,
        BankAccount account,
        string? bic,
        string reason,
        string who,
        Instant when,
        CancellationToken cancellation);

    Task<PayoutRule> RuleAsync(CommunityId community, CancellationToken cancellation);

    Task<int> SetRuleAsync(CommunityId community, PayoutRule rule, string who, Instant when, CancellationToken cancellation);
}
