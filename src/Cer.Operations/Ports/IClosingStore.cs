using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>States of months, decisions about hours, and corrections: all of it is only ever added to.</summary>
public interface IClosingStore
{
    /// <summary>Where a month stands; null when it was never settled.</summary>
    Task<MonthStanding?> StandingAsync(CommunityId community, YearMonth month, CancellationToken cancellation);

    /// <summary>Who took a month from one state to the next, the newest first.</summary>
    Task<IReadOnlyList<MonthChange>> HistoryAsync(
        CommunityId community, YearMonth month, CancellationToken cancellation);

    /// <summary>The decisions about hours of a month, by number, taken back or not.</summary>
    Task<IReadOnlyList<HourAcceptance>> AcceptancesAsync(
        CommunityId community, YearMonth month, CancellationToken cancellation);

    /// <summary>Whether readings, prices or rules of a month have changed and it is not settled with them yet.</summary>
    Task<bool> HasWorkAsync(CommunityId community, YearMonth month, CancellationToken cancellation);

    /// <summary>The corrections of closed months, those that a month has taken and those that wait for one.</summary>
    Task<IReadOnlyList<CorrectionLine>> CorrectionsAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Writes a decision down.</summary>
    /// <returns>Its number; null when the month is closed.</returns>
    Task<long?> AcceptAsync(NewAcceptance acceptance, CancellationToken cancellation);

    /// <summary>Takes a decision back, with a row of its own.</summary>
    Task<WithdrawOutcome> WithdrawAsync(
        CommunityId community,
        YearMonth month,
        long acceptance,
        string author,
        string reason,
        Instant at,
        CancellationToken cancellation);

    /// <summary>Takes a month into its next state, when all is still as it was looked at.</summary>
    /// <remarks>Of two who do it at once, one does. The oldest open month takes the corrections that wait.</remarks>
    Task<PassOutcome> PassAsync(MonthPass pass, CancellationToken cancellation);
}
