using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Settlement runs as they were made: never changed, only followed by others.</summary>
public interface IRunStore
{
    /// <summary>Stores a run whole; the same run (months, inputs, program) is stored once and found again.</summary>
    Task<StoredRun> StoreAsync(SettlementRun run, CancellationToken cancellation);

    /// <summary>Every month ever settled, as it was closed or else from its latest run, with its state; by month.</summary>
    Task<IReadOnlyList<MonthRow>> MonthsAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>What the members received in a month by the run it stands with; empty when it was not settled.</summary>
    Task<IReadOnlyList<MemberMonth>> MembersAsync(
        CommunityId community, YearMonth month, CancellationToken cancellation);

    /// <summary>Records that a month passes into a state, on the ground of a run.</summary>
    Task SetStateAsync(
        CommunityId community,
        YearMonth month,
        MonthState state,
        long runId,
        string who,
        CancellationToken cancellation);
}
