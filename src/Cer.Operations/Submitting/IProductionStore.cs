using Cer.Domain;
using Cer.Operations.Ports;

namespace Cer.Operations.Submitting;

/// <summary>What production meters told, by month.</summary>
public interface IProductionStore
{
    /// <summary>
    /// What the units of a community made in each month, with how many hours of units were told; months without any are left out.
    /// </summary>
    Task<IReadOnlyDictionary<MarketMonth, (Energy Produced, int Hours)>> MonthsAsync(
        CommunityId community, MarketMonth first, MarketMonth last, CancellationToken cancellation);
}
