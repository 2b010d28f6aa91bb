using Cer.Host.Data;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes;
using Cer.Operations.Ports;

namespace Cer.Host.Homes;

/// <summary>Keeps the long-term statistics of a community in Home Assistant as they are here.</summary>
internal sealed partial class HomeFeed(
    IHomeOutbox outbox,
    IHomeNotices notices,
    FeedStatistics feed,
    HomeClient client,
    HomeStanding standing,
    TimeProvider time,
    ILogger<HomeFeed> logger)
{
    /// <summary>By which rules series are made. Those of earlier ones are all sent again: 3 tells no sum of fewer than six.</summary>
    private static readonly string[] Rules = ["3"];

    private const string Statistics = "statistics";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>Goes on until it is cancelled; whatever fails is tried again.</summary>
    public async Task RunAsync(CommunitySummary community, string target, CancellationToken cancellation)
    {
        var slug = HomeNames.SlugOf(community.Code, community.Id);
        var (pause, isChecked) = (Pause, false);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (client.State == HomeState.Ready)
                {
                    if (!isChecked) isChecked = await CheckAsync(community.Id, target, cancellation);
                    if (await feed.RunAsync(community.Id, slug, cancellation) is { } hours) LogSent(hours, community.Code);
                    standing.Tell(Statistics, null);
                    pause = Pause;
                }
                else
                {
                    // It may be another database when it is back, or have lost what it had not yet written.
                    isChecked = false;
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                await TellAsync(failure);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }

            // Whether it is there is asked of nobody.
            await Task.Delay(client.State == HomeState.Ready ? pause : Soon, time,
                cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> CheckAsync(CommunityId community, string target, CancellationToken cancellation)
    {
        if (await outbox.OpenAsync(target, cancellation)) LogNew(target);
        else if (await notices.ToldAsync(community, Statistics, cancellation) is not { } told || !told.SequenceEqual(Rules))
            await outbox.RebuildAsync(community, cancellation);
        else if (!await feed.CheckAsync(community, cancellation)) LogLost(target);
        await notices.KeepAsync(community, Statistics, Rules, cancellation);
        return true;
    }

    private async Task TellAsync(Exception failure)
    {
        if (failure is not IOException)
        {
            LogAway(DatabaseFault.Reason(failure));
            return;
        }

        LogAway(failure.Message);
        if (failure is HomeFault { IsPassing: true }) return;
        standing.Tell(Statistics, $"Le statistiche non arrivano a Home Assistant: {failure.Message}");
        try
        {
            await outbox.NoteAsync(failure.Message, CancellationToken.None);
        }
        catch (Exception away) when (away is System.Data.Common.DbException or TimeoutException)
        {
            LogAway(DatabaseFault.Reason(away));
        }
    }

    [LoggerMessage(LogLevel.Information, "Statistics go to Home Assistant at {Target} from now on: all are sent once")]
    private partial void LogNew(string target);

    [LoggerMessage(LogLevel.Warning, "Home Assistant at {Target} has other statistics than were sent: all are sent again")]
    private partial void LogLost(string target);

    [LoggerMessage(LogLevel.Information, "Sent {Hours} hours of statistics of {Community} to Home Assistant")]
    private partial void LogSent(int hours, string community);

    [LoggerMessage(LogLevel.Warning, "Statistics for Home Assistant wait: {Reason}")]
    private partial void LogAway(string reason);
}
