using Cer.Domain;
using Cer.Host.Serve;
using Cer.Operations.Deadlines;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Deadlines;

/// <summary>
/// Reminds each morning of what is due within a week or late: of several servers one does it, and one that is down catches up.
/// </summary>
internal sealed partial class DeadlineService(
    KeepDeadlines keep, IOneAct act, ICommunityStore communities, IWorkStore work, TimeProvider time, ILogger<DeadlineService> logger)
    : RepeatedService(Pause, time)
{
    public const string Kind = "deadlines";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly LocalTime Hour = new(7, 30);

    private Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    /// <summary>Does the work of the morning, as far as it is due.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var today = Now.InZone(MarketHour.Rome).Date;
        foreach (var community in await communities.ListAsync(cancellation))
            await work.AddAsync(
                new(community.Id, Kind, LocalDatePattern.Iso.Format(today)),
                today.At(Hour).InZoneLeniently(MarketHour.Rome).ToInstant(),
                cancellation);
        while (await work.ClaimAsync(Kind, Now, cancellation) is { } claimed)
        {
            await using var claim = claimed;
            await act.RunAsync(
                async () =>
                {
                    await keep.RemindAsync(claim.Item.Community, cancellation);
                    return true;
                },
                cancellation);
            await claim.DoneAsync(Now, cancellation);
        }
    }

    protected override Task WorkAsync(CancellationToken cancellation) => LookAsync(cancellation);

    protected override void TellFailure(string reason) => LogFailed(reason);

    [LoggerMessage(LogLevel.Warning, "Reminding of deadlines failed, expected it to work: {Reason}; it is tried again")]
    private partial void LogFailed(string reason);
}
