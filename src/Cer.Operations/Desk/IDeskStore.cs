using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>What is done at the desk, each act with the version of the definition that it made; nothing is ever changed.</summary>
public interface IDeskStore
{
    /// <summary>The latest definition with its version; null when the community has none.</summary>
    Task<(int Version, CommunityDefinition Definition)?> LatestAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>A version of the definition; null when there is none such.</summary>
    Task<CommunityDefinition?> VersionAsync(CommunityId community, int version, CancellationToken cancellation);

    /// <summary>Every code that a member has or had.</summary>
    Task<IReadOnlyList<string>> CodesAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>The months from a day on that were settled, and the first of them that is closed.</summary>
    Task<(IReadOnlyList<YearMonth> Settled, YearMonth? Closed)> MonthsAsync(
        CommunityId community, LocalDate from, CancellationToken cancellation);

    /// <summary>The acts, the newest first.</summary>
    Task<IReadOnlyList<KeptAct>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Keeps an act and its definition, and puts the months down to be settled again: all of it or nothing.</summary>
    Task<ActOutcome> KeepAsync(NewAct act, CancellationToken cancellation);

    /// <summary>Who acts for whom, the newest first.</summary>
    Task<IReadOnlyList<KeptDelegation>> DelegationsAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Records that another person acts for a member.</summary>
    Task<DelegateOutcome> DelegateAsync(
        CommunityId community, string member, NewDelegation delegation, string author, Instant at, CancellationToken cancellation);

    /// <summary>Opens the member's page to an account, where the delegation was on paper alone.</summary>
    Task<AccessOutcome> OpenDelegationAsync(
        CommunityId community, int delegation, NewAccess access, string author, Instant at, CancellationToken cancellation);

    /// <summary>Ends a delegation on a day; false when there is none that stands.</summary>
    Task<bool> EndDelegationAsync(
        CommunityId community, int delegation, LocalDate lastDay, string reason, string author, Instant at, CancellationToken cancellation);
}
