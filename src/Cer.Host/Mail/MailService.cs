using System.Data.Common;
using Cer.Host.Data;
using Cer.Operations.Mail;

namespace Cer.Host.Mail;

/// <summary>Sends letters in the background, and looks for new ones every few seconds.</summary>
/// <remarks>While the server is away it waits longer each time; what somebody must mend first it tries seldom.</remarks>
internal sealed partial class MailService(
    SendLetters send, SendingTimes times, CurrentMail mail, TimeProvider time, ILogger<MailService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Sight = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first wait for a server is as short as a look for letters; what is set shorter still, for tests, holds.
        var first = times.FirstWait < Pause ? times.FirstWait : Pause;
        var wait = first;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = first;
            var changed = mail.Changed;
            try
            {
                var report = await send.RunAsync(stoppingToken);
                Tell(report);
                if (report.Closed is { } closed)
                {
                    pause = wait;
                    wait = closed.IsLasting ? Longer(wait * 4) : Longer(wait * 2);
                }
                else
                {
                    wait = first;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (failure is DbException or TimeoutException) LogStoreAway(DatabaseFault.Reason(failure));
                else LogFault(failure.GetType().Name, failure.StackTrace);
                pause = wait;
                wait = Longer(wait * 2);
            }

            using var until = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, changed);
            await WaitAsync(pause, until.Token);
            if (changed.IsCancellationRequested) wait = first;
        }
    }

    /// <summary>Looks up meanwhile whether another server on this folder was told of another way.</summary>
    private async Task WaitAsync(TimeSpan pause, CancellationToken until)
    {
        for (var left = pause; left > TimeSpan.Zero && !until.IsCancellationRequested; left -= Sight)
        {
            await Task.Delay(left < Sight ? left : Sight, time, until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            mail.Look();
        }
    }

    private static TimeSpan Longer(TimeSpan wait) => wait < LongestWait ? wait : LongestWait;

    private void Tell(SendReport report)
    {
        if (report.Sent > 0) LogSent(report.Sent);
        if (report.PutOff > 0) LogPutOff(report.PutOff);
        if (report.Withheld > 0) LogWithheld(report.Withheld);
        if (report.Failed + report.Uncertain > 0) LogProblems(report.Failed, report.Uncertain);
        if (report.Closed is { } closed) LogClosed(closed.Message);
    }

    [LoggerMessage(LogLevel.Information, "Sent {Count} letters")]
    private partial void LogSent(int count);

    [LoggerMessage(LogLevel.Information, "{Count} letters were put off, and are tried again later")]
    private partial void LogPutOff(int count);

    [LoggerMessage(LogLevel.Information, "{Count} letters were not sent: their readers want none, or the address does not exist")]
    private partial void LogWithheld(int count);

    [LoggerMessage(
        LogLevel.Warning,
        "{Failed} letters failed and {Uncertain} are uncertain: cer mail list has them with their reasons")]
    private partial void LogProblems(int failed, int uncertain);

    [LoggerMessage(LogLevel.Warning, "Letters wait: {Reason}")]
    private partial void LogClosed(string reason);

    [LoggerMessage(LogLevel.Error, "Letters wait for the database ({Reason})")]
    private partial void LogStoreAway(string reason);

    // Without its message, which may speak of people.
    [LoggerMessage(LogLevel.Error, "Sending met an unforeseen {Kind}; trying again. {Place}")]
    private partial void LogFault(string kind, string? place);
}
