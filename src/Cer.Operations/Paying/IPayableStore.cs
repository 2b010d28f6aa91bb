using Cer.Operations.People;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>Tax profiles, the rule of approval, and the amounts that people approved: all of it append-only.</summary>
public interface IPayableStore
{
    /// <summary>Every version of every member's profile, by member and revision.</summary>
    Task<IReadOnlyList<TaxProfile>> ProfilesAsync(CommunityId community, CancellationToken cancellation);

    /// <returns>The revision; null when the community has no such member.</returns>
    Task<int?> AddProfileAsync(
        CommunityId community, int member, TaxChoice choice, string who, Instant when, CancellationToken cancellation);

    Task<ApprovalRule> RuleAsync(CommunityId community, CancellationToken cancellation);

    Task<int> AddRuleAsync(
        CommunityId community, int approvers, string reason, string who, Instant when, CancellationToken cancellation);

    /// <summary>What was approved of the months, by month and revision.</summary>
    Task<IReadOnlyList<KeptPayable>> KeptAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation);

    /// <summary>Keeps an approval of a draft, and the draft with the first of them, unless it has become another.</summary>
    Task<ApproveOutcome> ApproveAsync(
        CommunityId community, PayableDraft draft, Person person, Instant when, CancellationToken cancellation);
}
