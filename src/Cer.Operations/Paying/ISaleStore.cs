using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>Which plants' energy GSE buys, and what they injected; the entries are in <see cref="IMoneyStore" />.</summary>
public interface ISaleStore
{
    /// <summary>What was declared last of each plant.</summary>
    Task<IReadOnlyList<SaleSpan>> SpansAsync(CommunityId community, CancellationToken cancellation);

    /// <returns>False when the community has no such plant.</returns>
    Task<bool> DeclareAsync(
        CommunityId community,
        int plant,
        LocalDate? from,
        LocalDate? to,
        string reason,
        string who,
        Instant when,
        CancellationToken cancellation);

    /// <summary>What units injected in the hours of a span, in micro-kWh; what is missing is null or absent.</summary>
    Task<IReadOnlyDictionary<(string Unit, Instant Start), long?>> InjectedAsync(
        CommunityId community, IReadOnlyCollection<string> units, Interval span, CancellationToken cancellation);
}
