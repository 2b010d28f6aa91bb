using Cer.Host.Data;
using Cer.Host.Workflows;
using Cer.Operations.Backup;
using NodaTime;

namespace Cer.Host.Backup;

/// <summary>Makes a backup each night, and the one of a missed night at the next start; lets old ones go.</summary>
/// <remarks>What was made is read from the folder, so a night is neither forgotten nor done twice.</remarks>
internal sealed partial class NightlyBackup(
    Settings settings, TimeProvider time, ILogger<NightlyBackup> logger, FlowDuties? duties = null) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly Duration FirstWait = Duration.FromMinutes(15);
    private static readonly Duration LongestWait = Duration.FromHours(4);

    private Instant _notBefore = Instant.MinValue;
    private Duration _wait = FirstWait;

    /// <summary>Makes a backup in a folder.</summary>
    public Func<string, CancellationToken, Task<string>>? Make { get; init; }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Makes the backup that is due, if one is, and no workflow sees to it.</summary>
    /// <returns>Whether one was made.</returns>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        if (Now < _notBefore) return false;
        if (duties is not null && await IsHeldAsync(duties, cancellation)) return false;
        var done = await new DueBackup(settings, time) { Make = Make }.RunAsync(false, cancellation);
        if (done.Problem is { } problem)
        {
            LogFailed(problem, (int)_wait.TotalMinutes);
            _notBefore = Now + _wait;
            _wait = Duration.Min(_wait * 2, LongestWait);
        }

        if (done.File is not { } made) return false;
        LogMade(made);
        foreach (var gone in done.Removed) LogRemoved(gone);
        _wait = FirstWait;
        return true;
    }

    /// <summary>Whether a workflow sees to the last night. One that was published after it does not.</summary>
    private async Task<bool> IsHeldAsync(FlowDuties duties, CancellationToken cancellation)
    {
        var night = BackupNight.LatestDue(Now);
        return (await duties.HoldersAsync(FlowDuties.Backup, cancellation))
            .Any(flow => Instant.FromDateTimeOffset(flow.PublishedAt) <= night);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Made the backup {File}")]
    private partial void LogMade(string file);

    [LoggerMessage(LogLevel.Information, "Removed the backup {File}: newer ones stand for its time")]
    private partial void LogRemoved(string file);

    [LoggerMessage(LogLevel.Error, "The backup of the night failed ({Reason}); trying again in {Minutes} minutes")]
    private partial void LogFailed(string reason, int minutes);
}
