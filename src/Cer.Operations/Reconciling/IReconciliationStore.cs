using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>Months as they were held against GSE and the bank, tolerances, and dossiers: append-only.</summary>
public interface IReconciliationStore
{
    /// <summary>The latest revision of each month.</summary>
    Task<IReadOnlyList<KeptReconciliation>> LatestAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation);

    /// <summary>Keeps a month when it is otherwise than it was; says whether it was.</summary>
    Task<bool> KeepAsync(
        CommunityId community, KeptReconciliation month, string who, Instant when, CancellationToken cancellation);

    /// <summary>The tolerances and their revision; the default has revision 0.</summary>
    Task<(Tolerances Tolerances, int Revision)> TolerancesAsync(CommunityId community, CancellationToken cancellation);

    Task<int> SetTolerancesAsync(
        CommunityId community, Tolerances tolerances, string reason, string who, Instant when, CancellationToken cancellation);

    /// <summary>The number that the next dossier of a year has.</summary>
    Task<int> NextDossierAsync(CommunityId community, int year, CancellationToken cancellation);

    /// <returns>The store's number of it; null when another took its number meanwhile.</returns>
    Task<long?> AddDossierAsync(CommunityId community, NewDossier dossier, CancellationToken cancellation);

    /// <summary>The dossiers, the latest first.</summary>
    Task<IReadOnlyList<KeptDossier>> DossiersAsync(CommunityId community, int most, CancellationToken cancellation);

    /// <summary>A dossier with its PDF and its data; null when there is none such.</summary>
    Task<(KeptDossier Dossier, byte[] Pdf, byte[] Data)?> DossierAsync(
        CommunityId community, long id, CancellationToken cancellation);
}
