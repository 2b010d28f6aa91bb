using Cer.Domain;
using Cer.Host.Data;
using Cer.Host.Serve;
using Cer.Operations.Ports;
using Cer.Storage.Workflows;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Workflows;

/// <summary>Removes each night what finished instances of workflows did, once their term is over; how many is written down.</summary>
/// <remarks>The night is a piece of work for each community: of several servers one does it, and one that is down catches up.</remarks>
internal sealed partial class FlowRetentionService(
    FlowRetention retention,
    Settings settings,
    ICommunityStore communities,
    IWorkStore work,
    TimeProvider time,
    ILogger<FlowRetentionService> logger) : RepeatedService(Pause, time)
{
    public const string Kind = "workflow-retention";

    /// <summary>A year and a month: what ran last year in this season can still be looked at.</summary>
    private const int UsualDays = 400;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly LocalTime Hour = new(4, 40);

    private Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    private int Days => settings.Workflows?.KeepDays is >= 1 and <= 36_500 and var days ? days : UsualDays;

    /// <summary>Does the work of the night, as far as it is due; how many instances were removed, null when nothing was due.</summary>
    public async Task<int?> LookAsync(CancellationToken cancellation)
    {
        var today = Now.InZone(MarketHour.Rome).Date;
        foreach (var community in await communities.ListAsync(cancellation))
            await work.AddAsync(
                new(community.Id, Kind, LocalDatePattern.Iso.Format(today)),
                today.At(Hour).InZoneLeniently(MarketHour.Rome).ToInstant(),
                cancellation);
        int? removed = null;
        while (await work.ClaimAsync(Kind, Now, cancellation) is { } claimed)
        {
            await using var claim = claimed;
            var gone = await retention.ForgetAsync(
                claim.Item.Community.Value, Time.GetUtcNow() - TimeSpan.FromDays(Days), cancellation);
            await claim.DoneAsync(Now, cancellation);
            if (gone > 0) LogRemoved(gone, claim.Item.Community.Value);
            removed = (removed ?? 0) + gone;
        }

        return removed;
    }

    protected override Task WorkAsync(CancellationToken cancellation) => LookAsync(cancellation);

    protected override void TellFailure(string reason) => LogFailed(reason);

    [LoggerMessage(LogLevel.Information, "Removed {Count} finished runs of workflows of community {Community}: their term is over")]
    private partial void LogRemoved(int count, int community);

    [LoggerMessage(LogLevel.Error, "Could not look for runs of workflows whose term is over ({Reason}); trying again")]
    private partial void LogFailed(string reason);
}
