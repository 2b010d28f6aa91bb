using Cer.Domain;
using Cer.Host.Serve;
using Cer.Operations.Keeping;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Keeping;

/// <summary>Removes each night the months whose term is over; does nothing until every community has set a term.</summary>
/// <remarks>The night is a piece of work: of several servers one does it, and one that is down catches up.</remarks>
internal sealed partial class RetentionService(
    IRetentionStore store,
    IPowerStore powers,
    RemoveOld remove,
    ICommunityStore communities,
    IWorkStore work,
    TimeProvider time,
    ILogger<RetentionService> logger) : RepeatedService(Pause, time)
{
    public const string Kind = "retention";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly LocalTime Hour = new(4, 10);

    private LocalDate? _powersLooked;

    private Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    /// <summary>Does the work of the night, if it is due.</summary>
    /// <returns>What became of the old months; null when nothing was due.</returns>
    public async Task<IReadOnlyList<OldMonth>?> LookAsync(CancellationToken cancellation)
    {
        var terms = await store.TermsAsync(cancellation);
        if (terms.Count == 0 || terms.Any(term => term.QuarterMonths is null)) return null;
        var first = (await communities.ListAsync(cancellation)).MinBy(community => community.Id.Value);
        if (first is null) return null;
        var today = Now.InZone(MarketHour.Rome).Date;
        await work.AddAsync(
            new(first.Id, Kind, LocalDatePattern.Iso.Format(today)),
            today.At(Hour).InZoneLeniently(MarketHour.Rome).ToInstant(),
            cancellation);
        await using var claim = await work.ClaimAsync(Kind, Now, cancellation);
        if (claim is null) return null;
        var done = await remove.RunAsync("cer", "the term is over", cancellation);
        foreach (var month in done.Where(month => month.Obstacle is null))
            LogRemoved(month.Kind, YearMonthPattern.Iso.Format(month.Month), month.Rows);
        if (done.FirstOrDefault(month => month.Obstacle == OldMonth.InUse) is { Obstacle: { } busy } && claim.Attempts < 10)
            await claim.FailedAsync(busy, Now + Duration.FromMinutes(10), cancellation);
        else await claim.DoneAsync(Now, cancellation);
        return done;
    }

    /// <summary>Removes the months of powers that are over: they have one term, which nobody needs to set.</summary>
    public async Task ForgetPowersAsync(CancellationToken cancellation)
    {
        var today = Now.InUtc().Date;
        if (today == _powersLooked) return;
        await powers.ForgetAsync(Now, cancellation);
        _powersLooked = today;
    }

    protected override async Task WorkAsync(CancellationToken cancellation)
    {
        await ForgetPowersAsync(cancellation);
        await LookAsync(cancellation);
    }

    protected override void TellFailure(string reason) => LogFailed(reason);

    [LoggerMessage(LogLevel.Information, "Removed {Kind} of {Month}, {Rows} rows: their term is over")]
    private partial void LogRemoved(KeptKind kind, string month, long rows);

    [LoggerMessage(LogLevel.Error, "Could not look for months whose term is over ({Reason}); trying again")]
    private partial void LogFailed(string reason);
}
