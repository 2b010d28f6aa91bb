using Cer.Domain;
using Cer.Settlement.Payouts;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>What a draft of payments is made from, as it is at one moment.</summary>
/// <param name="Open">What is owed and in no payment.</param>
/// <param name="Rule">What payments keep to.</param>
/// <param name="Approvers">How many people approve.</param>
/// <param name="From">The account that is paid from; null while nobody said.</param>
/// <param name="Accounts">The newest revision of each member that has an account.</param>
/// <param name="Balanced">Months for which GSE told the balance.</param>
/// <param name="Received">What is left for members of the money received, by month.</param>
public sealed record PayoutBasis(
    IReadOnlyList<OpenItem> Open,
    PayoutRule Rule,
    int Approvers,
    CommunityBank? From,
    IReadOnlyDictionary<int, MemberBank> Accounts,
    IReadOnlySet<YearMonth> Balanced,
    IReadOnlyDictionary<YearMonth, Money> Received);
