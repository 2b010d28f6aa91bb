using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>What people do about doubtful readings: only ever added to.</summary>
public interface IMendStore
{
    /// <summary>What was done about spans that touch a span, the newest first, at most so many.</summary>
    Task<IReadOnlyList<Mend>> ListAsync(
        CommunityId community, Interval span, int most, CancellationToken cancellation);

    /// <summary>Writes a mend down with its readings, all or nothing.</summary>
    /// <param name="mend">The mend.</param>
    /// <param name="pod">Its point.</param>
    /// <param name="plan">Makes its readings of those that stand when it is this mend's turn; null when it has none.</param>
    /// <param name="cancellation">Stops it; then nothing was written.</param>
    Task<MendOutcome> AddAsync(
        NewMend mend, Pod pod, Func<IReadOnlyList<Reading>, MendPlan>? plan, CancellationToken cancellation);

    /// <summary>Takes a mend back: its readings become again what they were, or what came in since.</summary>
    Task<MendOutcome> WithdrawAsync(
        CommunityId community, long mend, string author, string reason, Instant at, CancellationToken cancellation);
}
