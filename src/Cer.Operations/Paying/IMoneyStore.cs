using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>The ledgers of what was advised and received, append-only, and what the runs make due that the months stand on.</summary>
public interface IMoneyStore
{
    /// <summary>The entries of a ledger for the months named, the oldest first.</summary>
    Task<IReadOnlyList<MoneyEntry>> EntriesAsync(
        CommunityId community, Ledger ledger, YearMonth first, YearMonth last, CancellationToken cancellation);

    /// <returns>The store's number; null when the community has no such plant.</returns>
    Task<long?> AddAsync(
        CommunityId community, Ledger ledger, NewEntry entry, string who, Instant when, CancellationToken cancellation);

    /// <summary>Takes an entry back by a row of the same amount with the other sign.</summary>
    Task<ReverseOutcome> ReverseAsync(
        CommunityId community, Ledger ledger, long id, string reason, string who, Instant when, CancellationToken cancellation);

    Task<IReadOnlyList<KeptDue>> DueAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation);
}
