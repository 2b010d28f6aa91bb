using Cer.Host.Data;
using Cer.Operations.Backup;
using NodaTime;
using Npgsql;

namespace Cer.Host.Backup;

/// <summary>Makes a backup each night, and the one of a missed night at the next start; lets old ones go.</summary>
/// <remarks>What was made is read from the folder, so a night is neither forgotten nor done twice.</remarks>
internal sealed partial class NightlyBackup(Settings settings, TimeProvider time, ILogger<NightlyBackup> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly Duration FirstWait = Duration.FromMinutes(15);
    private static readonly Duration LongestWait = Duration.FromHours(4);

    private readonly string _data = settings.Folder ?? throw new InvalidOperationException(
        "Found settings of no folder, expected those of a data folder.");
    private Instant _notBefore = Instant.MinValue;
    private Duration _wait = FirstWait;

    /// <summary>Makes a backup in a folder.</summary>
    public Func<string, CancellationToken, Task<string>>? Make { get; init; }

    private BackupSettings Wanted => settings.Backup ?? new();

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Makes the backup that is due, if one is.</summary>
    /// <returns>Whether one was made.</returns>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var folder = new BackupFolder(Wanted.In(_data));
        try
        {
            if (Now < _notBefore || folder.Newest(Now) >= BackupNight.LatestDue(Now)) return false;
            var path = await (Make ?? MakeAsync)(folder.FullName, cancellation);
            LogMade(Path.GetFileName(path));
            foreach (var gone in folder.Prune(Wanted.Retention)) LogRemoved(Path.GetFileName(gone));
            BackupFailure.Forget(_data);
            _wait = FirstWait;
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            // Nothing that fails here may end the server.
            var reason = failure switch
            {
                BackupException or UserFault or IOException or UnauthorizedAccessException => failure.Message,
                NpgsqlException or TimeoutException => DatabaseFault.Reason(failure),
                _ => $"a fault of the program: {failure.GetType().Name}",
            };
            new BackupFailure(time.GetUtcNow(), reason).Keep(_data);
            LogFailed(reason, (int)_wait.TotalMinutes);
            _notBefore = Now + _wait;
            _wait = Duration.Min(_wait * 2, LongestWait);
            return false;
        }
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

    private async Task<string> MakeAsync(string folder, CancellationToken cancellation) =>
        (await new MakeBackup(_data, time, _ => { }).RunAsync(folder, cancellation)).Path;

    [LoggerMessage(LogLevel.Information, "Made the backup {File}")]
    private partial void LogMade(string file);

    [LoggerMessage(LogLevel.Information, "Removed the backup {File}: newer ones stand for its time")]
    private partial void LogRemoved(string file);

    [LoggerMessage(LogLevel.Error, "The backup of the night failed ({Reason}); trying again in {Minutes} minutes")]
    private partial void LogFailed(string reason, int minutes);
}
