using Cer.Exchange.Gse;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>GSE's statements and the profiles that read them: all of it append-only.</summary>
public interface IStatementStore
{
    /// <summary>The latest version of each profile, by name.</summary>
    Task<IReadOnlyList<KeptProfile>> ProfilesAsync(CommunityId community, CancellationToken cancellation);

    /// <returns>Its version; an equal one adds none.</returns>
    Task<int> AddProfileAsync(
        CommunityId community, StatementProfile profile, string who, Instant when, CancellationToken cancellation);

    /// <summary>The imports, the latest first.</summary>
    Task<IReadOnlyList<KeptImport>> ImportsAsync(CommunityId community, int most, CancellationToken cancellation);

    /// <summary>Takes a file in whole: an equal one that stands already is found again and adds nothing.</summary>
    Task<(long Id, bool IsNew)> ImportAsync(CommunityId community, NewImport import, CancellationToken cancellation);

    /// <summary>Takes an import back, unless a recalculation of it has moved money.</summary>
    Task<StatementUndo> UndoAsync(
        CommunityId community, long import, string reason, string who, Instant when, CancellationToken cancellation);

    /// <summary>What the imports that stand say of months, by import.</summary>
    Task<IReadOnlyList<MonthStatement>> StatementsAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation);
}
