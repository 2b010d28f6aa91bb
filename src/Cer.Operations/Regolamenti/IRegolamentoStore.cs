using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Regolamenti;

/// <summary>Versions of the regolamento and their approvals: both only ever added.</summary>
public interface IRegolamentoStore
{
    /// <summary>Every version, by number.</summary>
    Task<IReadOnlyList<RegolamentoVersion>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>The last month that is closed; null when none is.</summary>
    Task<YearMonth?> LastClosedAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Adds a draft.</summary>
    /// <returns>Its number.</returns>
    Task<int> AddAsync(
        CommunityId community,
        YearMonth from,
        string reference,
        string content,
        string who,
        Instant when,
        CancellationToken cancellation);

    /// <summary>Approves a draft, and makes the settled months due again that it changes.</summary>
    Task<ApprovalOutcome> ApproveAsync(
        CommunityId community, int version, string who, Instant when, CancellationToken cancellation);
}
