using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>Recalculations by GSE that were taken, and what a month has accounted: append-only.</summary>
public interface IRecalculationStore
{
    /// <summary>What of a month is accounted; null when it was never settled.</summary>
    Task<RecalculationBasis?> BasisAsync(CommunityId community, YearMonth month, CancellationToken cancellation);

    /// <summary>Tariff, surplus included, and contribution of each unit, as they are accounted.</summary>
    Task<IReadOnlyDictionary<string, (Domain.Money Tip, Domain.Money Cac)>> UnitsAsync(
        CommunityId community, YearMonth month, CancellationToken cancellation);

    /// <summary>Those of months that were taken, by month and number.</summary>
    Task<IReadOnlyList<TakenRecalculation>> TakenAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation);

    /// <summary>The one with a mark, where it was taken; null otherwise.</summary>
    Task<RecalculationOutcome.Taken?> FindAsync(
        CommunityId community, YearMonth month, byte[] mark, CancellationToken cancellation);

    /// <summary>Takes what was proposed, when all is still as it was looked at; once, however often it is asked for.</summary>
    Task<RecalculationOutcome> TakeAsync(
        CommunityId community, RecalculationProposal proposal, string reason, string who, Instant when, CancellationToken cancellation);
}
