using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Keeping;

/// <summary>How long months are kept, and the one way in which they go.</summary>
public interface IRetentionStore
{
    /// <summary>What every community decided last, by code; one that decided nothing too.</summary>
    Task<IReadOnlyList<RetentionTerm>> TermsAsync(CancellationToken cancellation);

    /// <summary>Records what a community decides.</summary>
    Task DecideAsync(
        CommunityId community,
        int? quarterMonths,
        int? hourMonths,
        string reason,
        string author,
        Instant at,
        CancellationToken cancellation);

    /// <summary>The old months in their order, each with what keeps it.</summary>
    Task<IReadOnlyList<OldMonth>> PlanAsync(CancellationToken cancellation);

    /// <summary>Removes a month, if the store finds that it may go.</summary>
    /// <returns>What was removed; with the obstacle when nothing was.</returns>
    Task<OldMonth> RetireAsync(KeptKind kind, YearMonth month, string who, string why, CancellationToken cancellation);

    /// <summary>Takes the months that were removed out of the log of messages; said again, it does nothing.</summary>
    /// <returns>How many messages lost their bytes.</returns>
    Task<long> ForgetAsync(CancellationToken cancellation);

    /// <summary>What was removed, the oldest month first.</summary>
    Task<IReadOnlyList<RetentionAct>> ActsAsync(CancellationToken cancellation);
}
