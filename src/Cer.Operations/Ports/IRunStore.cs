using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Settlement runs as they were made: never changed, only followed by others.</summary>
public interface IRunStore
{
    /// <summary>Stores a run whole; the same run (months, inputs, program) is stored once and found again.</summary>
    Task<StoredRun> StoreAsync(SettlementRun run, CancellationToken cancellation);

    /// <summary>The community of a run; null when there is no such run.</summary>
    Task<CommunityId?> CommunityOfAsync(long run, CancellationToken cancellation);

    /// <summary>A run by its number; null when the community has none such.</summary>
    Task<KeptRun?> FindAsync(CommunityId community, long run, CancellationToken cancellation);

    /// <summary>The latest run over the same months by the same program and definition that another can stand on.</summary>
    Task<KeptRun?> FindAsync(
        CommunityId community, YearMonth from, YearMonth to, string program, int version, CancellationToken cancellation);

    /// <summary>The members of a month of a run, by code.</summary>
    Task<IReadOnlyList<MemberMonth>> MembersAsync(
        CommunityId community, KeptRun run, YearMonth month, CancellationToken cancellation);

    /// <summary>The hours of units of a run, by start and unit.</summary>
    Task<IReadOnlyList<UnitHour>> HoursAsync(
        CommunityId community, KeptRun run, Interval span, CancellationToken cancellation);

    /// <summary>The energies of the hours of units of a run, in no order.</summary>
    Task<IReadOnlyList<UnitEnergies>> EnergiesAsync(
        CommunityId community, KeptRun run, Interval span, CancellationToken cancellation);

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
