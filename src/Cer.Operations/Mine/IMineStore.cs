using Cer.Operations.People;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>What a member sees of its own: the database gives rows only for the token of an open session.</summary>
public interface IMineStore
{
    /// <summary>The members behind a session, of whom most people have one; with a delegation the one that it is of, while it
    /// runs.</summary>
    Task<IReadOnlyList<MineProfile>> ProfilesAsync(SecretToken token, long? mandate, CancellationToken cancellation);

    /// <summary>Whose pages the person of a session may look at today, beside its own.</summary>
    Task<IReadOnlyList<MineMandate>> MandatesAsync(SecretToken token, CancellationToken cancellation);

    Task<IReadOnlyList<MinePoint>> PointsAsync(SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>The settled months, by month.</summary>
    Task<IReadOnlyList<MineMonth>> MonthsAsync(SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>What recalculations by GSE of closed months give more or less, by the month that they correct.</summary>
    Task<IReadOnlyList<MineRecalculation>> RecalculationsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>What was paid, the newest first.</summary>
    Task<IReadOnlyList<MinePayment>> PaymentsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>The documents, the newest first.</summary>
    Task<IReadOnlyList<MineDocument>> DocumentsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>The accounts of years, the newest first.</summary>
    Task<IReadOnlyList<MineYearPaper>> YearPapersAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>An account of a year as PDF; null where the member has none such.</summary>
    Task<byte[]?> YearPdfAsync(
        SecretToken token, MineProfile profile, int year, int number, CancellationToken cancellation);

    /// <summary>The hours of which something is known, all points together, by time.</summary>
    Task<IReadOnlyList<MineHour>> HoursAsync(
        SecretToken token, MineProfile profile, Interval span, CancellationToken cancellation);
}
