using Cer.Exchange.Sepa;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>How banks write their tables, as a community has said.</summary>
public interface IBankLayouts
{
    /// <summary>The newest version of each, by name.</summary>
    Task<IReadOnlyList<BankLayout>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>The newest version of one; null where there is none.</summary>
    Task<BankLayout?> FindAsync(CommunityId community, string name, CancellationToken cancellation);

    /// <returns>The version: also of an equal one that was there.</returns>
    Task<int> KeepAsync(
        CommunityId community, string name, MovementColumns columns, string who, Instant when, CancellationToken cancellation);
}
