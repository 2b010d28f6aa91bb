using System.Data.Common;
using Cer.Operations.Mail;

namespace Cer.Host.Mail;

/// <summary>Looks twice a minute for reports of non-delivery.</summary>
internal sealed partial class BounceService(ILetterStore letters, MailWay way, TimeProvider time, ILogger<BounceService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var folder = new BounceFolder(letters, way.BounceFolder!);
        var told = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var (seen, bounced, left) = await folder.RunAsync(stoppingToken);
                if (seen > 0) LogSeen(seen, bounced);
                // Said when it changes, not twice a minute.
                if (left > 0 && left != told) LogLeft(left);
                told = left;
            }
            catch (Exception failure) when (failure is DbException or TimeoutException or IOException or UnauthorizedAccessException)
            {
                LogFailed(failure.GetType().Name);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Information, "Looked at {Seen} messages about delivery: {Bounced} letters did not arrive")]
    private partial void LogSeen(int seen, int bounced);

    [LoggerMessage(LogLevel.Warning, "{Left} messages about delivery could not be read or moved: they stay in the folder")]
    private partial void LogLeft(int left);

    [LoggerMessage(LogLevel.Error, "Could not take in messages about delivery ({Kind}); trying again")]
    private partial void LogFailed(string kind);
}
